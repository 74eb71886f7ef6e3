"""EDGAR's envelope: the release is taken out of it, and read as what it is."""

from qa.reading import read

SUBMISSION = """<SEC-DOCUMENT>0000000000-31-000001.txt : 20310808
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<TEXT>
The cover of the report on Form 8-K.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<FILENAME>ex991.htm
<TEXT>
<html><body><p>Sales rose to $4 million.</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.2
<TEXT>
Costs fell to $3 million.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<TEXT>
begin 644 logo.jpg
M_]C_X
</TEXT>
</DOCUMENT>
"""


def test_the_exhibits_are_read_one_after_the_other() -> None:
    filing = read(SUBMISSION.encode())
    assert filing.text == "Sales rose to $4 million.\n\nCosts fell to $3 million."
    assert filing.format == "html"


def test_without_an_exhibit_the_first_document_is_read() -> None:
    filing = read(SUBMISSION.replace("EX-99", "EX-10").encode())
    assert filing.text == "The cover of the report on Form 8-K."


def test_one_document_in_its_envelope_is_read_without_it() -> None:
    filing = read(b"<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<TEXT>\n<p>Sales rose.</p>\n</TEXT></DOCUMENT>")
    assert filing.text == "Sales rose."
