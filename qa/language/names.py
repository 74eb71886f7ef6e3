"""The keys of `doc.spans` and the names of the extension attributes that the pipeline writes."""

QUANTITIES = "quantities"
PERIODS = "periods"
METRICS = "metrics"
PARTIES = "parties"
QUALIFIERS = "qualifiers"

# Extensions of `Span`: what the span means, and its exact characters, which tokens may exceed.
VALUE = "value"
OFFSETS = "offsets"
