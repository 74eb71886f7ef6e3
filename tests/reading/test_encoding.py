"""Bytes of any encoding become the same text."""

import pytest

from qa.reading import read
from qa.reading.encoding import normalise

SENTENCE = "Sales “rose” 4% – to €3 million — in Zürich"


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("cp1252"),
        b'<meta charset="iso-8859-1"><p>' + SENTENCE.encode("cp1252") + b"</p>",
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>' + SENTENCE.encode("cp1252"),
        b'<?xml version="1.0" encoding="utf-8"?><p>' + SENTENCE.encode() + b"</p>",
        b"<p>Sales &#147;rose&#148; 4% &#150; to &#128;3 million &mdash; in Z&uuml;rich</p>",
        b'<meta charset="utf-8"><p>' + SENTENCE.encode("cp1252"),
        SENTENCE[:20].encode() + SENTENCE[20:].encode("cp1252"),
        b"Sales &#147;rose&#148; 4% &#150; to &#8364;3 million &#x2014; in Z&uuml;rich",
        SENTENCE.encode().decode("latin-1").encode(),
        b'<meta charset="nonsense"><p>' + SENTENCE.encode("cp1252"),
        b'<meta charset="hex"><p>' + SENTENCE.encode("cp1252"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(data: bytes) -> None:
    assert read(data).text == SENTENCE


def test_a_declared_encoding_holds_where_the_bytes_are_not_utf8() -> None:
    page = '<meta charset="koi8-r"><p>Продажи выросли</p>'
    assert read(page.encode("koi8-r")).text == "Продажи выросли"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("net\u00a0loss\u2009of", "net loss of"),
        ("re\u00advenue\u200b\ufeff", "revenue"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("cafe\u0301", "café"),
        ("Sales â€” up â€œ4%â€\u009d", "Sales — up “4%”"),
        ("Sales â\x80\x94 up â\x80\x9c4%â\x80\x9d", "Sales — up “4%”"),
        ("Sales up â€œ4%â€ at cafÃ©", "Sales up “4%” at café"),
        ("Sales \u0096 up", "Sales – up"),
        ("ﬁrst-quarter cash ﬂow, write-oﬀs and oﬃces", "first-quarter cash flow, write-offs and offices"),
        ("\uf0b7 Sales ▪ Costs", "• Sales • Costs"),
        ("(4)\u2013(5) −6 ½ ²", "(4)–(5) −6 ½ ²"),
        ("São Paulo â la carte", "São Paulo â la carte"),
    ],
)
def test_characters_that_mean_the_same_become_one(raw: str, clean: str) -> None:
    assert normalise(raw) == clean
