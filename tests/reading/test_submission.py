"""EDGAR's envelope: the release is taken out of it and read as what it is, and the filing knows what it tells."""

from datetime import date, datetime

import pytest

from qa.reading import read

HEAD = """<SEC-DOCUMENT>0000000000-31-000001.txt : 20310808
<SEC-HEADER>0000000000-31-000001.hdr.sgml : 20310808
<ACCEPTANCE-DATETIME>20310808160531
ACCESSION NUMBER:		0000000000-31-000001
CONFORMED SUBMISSION TYPE:	8-K
PUBLIC DOCUMENT COUNT:		4
CONFORMED PERIOD OF REPORT:	20310807
ITEM INFORMATION:		Results of Operations and Financial Condition
ITEM INFORMATION:		Financial Statements and Exhibits
FILED AS OF DATE:		20310808
DATE AS OF CHANGE:		20310808

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			FERNDALE MILLS CORP /DE/
		CENTRAL INDEX KEY:			0000012345
		FISCAL YEAR END:			0331

	FILING VALUES:
		FORM TYPE:		8-K

	FORMER COMPANY:
		FORMER CONFORMED NAME:	FERNDALE WEAVERS INC
</SEC-HEADER>
"""

DOCUMENTS = """<DOCUMENT>
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
costs fell to $3 million.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<TEXT>
<PDF>
begin 644 release.pdf
M_]C_X
</PDF>
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

SUBMISSION = HEAD + DOCUMENTS


def test_the_exhibits_are_read_one_after_the_other() -> None:
    filing = read(SUBMISSION.encode())
    assert filing.text == "Sales rose to $4 million.\n\ncosts fell to $3 million."
    assert filing.format == "html"


def test_without_an_exhibit_the_first_document_is_read() -> None:
    filing = read(SUBMISSION.replace("EX-99", "EX-10").encode())
    assert filing.text == "The cover of the report on Form 8-K."


def test_of_another_form_the_first_document_is_read() -> None:
    filing = read(SUBMISSION.replace("8-K", "10-Q").encode())
    assert (filing.text, filing.header.form) == ("The cover of the report on Form 10-Q.", "10-Q")


def test_one_document_in_its_envelope_is_read_without_it() -> None:
    filing = read(b"<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<TEXT>\n<p>Sales rose.</p>\n</TEXT></DOCUMENT>")
    assert (filing.text, filing.header.form) == ("Sales rose.", "")


def test_the_envelope_tells_who_filed_what_and_when() -> None:
    header = read(SUBMISSION.encode()).header
    assert (header.company, header.cik, header.form) == ("FERNDALE MILLS CORP", "0000012345", "8-K")
    assert (header.filed, header.period_of_report) == (date(2031, 8, 8), date(2031, 8, 7))
    assert header.accepted == datetime(2031, 8, 8, 16, 5, 31)
    assert header.items == ("Results of Operations and Financial Condition", "Financial Statements and Exhibits")


def test_a_raw_submission_tells_the_same() -> None:
    head = """<SUBMISSION>
<ACCESSION-NUMBER>0000000000-31-000001
<TYPE>8-K
<PERIOD>20310807
<ITEMS>2.02
<ITEMS>9.01
<FILING-DATE>20310808
<FILER>
<COMPANY-DATA>
<CONFORMED-NAME>FERNDALE MILLS CORP &amp; CO
<CIK>0000012345
</COMPANY-DATA>
</FILER>
"""
    header = read((head + DOCUMENTS).encode()).header
    assert (header.company, header.cik, header.form) == ("FERNDALE MILLS CORP & CO", "0000012345", "8-K")
    assert (header.filed, header.items) == (date(2031, 8, 8), ("2.02", "9.01"))


@pytest.mark.parametrize(
    ("conformed", "release", "company"),
    [
        ("FERNDALE MILLS CORP /DE/", "Ferndale Mills Corporation today reported sales.", "Ferndale Mills Corporation"),
        (
            "FERNDALE MILLS CORP",
            "Quillon Inc. today reported the sale of Ferndale Mills Corp to others.",
            "Ferndale Mills Corp",
        ),
        ("Ferndale Mills, Inc.", "Ferndale Mills today reported sales.", "Ferndale Mills, Inc."),
    ],
)
def test_the_company_is_the_filer_spelled_as_the_release_has_it(conformed: str, release: str, company: str) -> None:
    data = SUBMISSION.replace("FERNDALE MILLS CORP /DE/", conformed).replace("Sales rose to $4 million.", release)
    assert read(data.encode()).header.company == company


def test_the_cover_s_inline_xbrl_names_the_filer_and_its_ticker() -> None:
    cover = """<html><p><ix:nonNumeric contextRef="c1" name="dei:EntityRegistrantName" id="f1"><span>Ferndale</span> Mills
    Corporation</ix:nonNumeric></p><td><ix:nonNumeric name="dei:TradingSymbol" contextRef="c1">FDMX</ix:nonNumeric></td>
    <td><ix:nonNumeric name="dei:TradingSymbol" contextRef="c2">FDMX.P</ix:nonNumeric></td></html>"""
    header = read(SUBMISSION.replace("The cover of the report on Form 8-K.", cover).encode()).header
    assert (header.company, header.ticker) == ("Ferndale Mills Corporation", "FDMX")
