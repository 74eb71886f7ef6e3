"""The filer's fiscal calendar: learned from a release, it dates and names periods."""
