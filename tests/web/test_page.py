"""The chat page without a script: one question in the address, the reply with its source."""

import re

from flask.testing import FlaskClient
from lxml import html

Held = tuple[FlaskClient, str]


def parsed(held: Held, address: str) -> html.HtmlElement:
    reply = held[0].get(address)
    assert reply.status_code == 200
    assert reply.mimetype == "text/html"
    return html.fromstring(reply.text)


def test_a_question_in_the_address_is_answered(held: Held) -> None:
    page = parsed(held, f"/?q=What+was+net+loss%3F&filing={held[1]}")
    assert "1.916 million" in page.find_class("reply")[0].text_content()
    source = page.find_class("source")[0]
    read = parsed(held, source.get("href").partition("#")[0])
    assert "(1,916)" in read.get_element_by_id("quote").getparent().getparent().text_content().replace("\n", "")


def test_the_marked_text_is_the_quote(held: Held) -> None:
    client, filing = held
    detail = client.get(f"/api/v1/filings/{filing}").json
    for fact in detail["facts"]:
        source = fact["sources"][0]
        page = parsed(held, f"/filings/{filing}?start={source['start']}&end={source['end']}")
        marked = "".join(mark.text_content() for mark in page.iter("mark"))
        assert squeezed(marked) == squeezed(source["quote"])


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_what_was_asked_is_shown_as_text(held: Held) -> None:
    evil = "<script>alert(1)</script>"
    reply = held[0].get("/", query_string={"q": evil, "find": evil, "filing": evil, "company": evil})
    assert evil not in reply.text
    assert "&lt;script&gt;" in reply.text
    assert evil not in held[0].post("/turn", data={"q": evil}).text


def test_a_filing_is_shown_as_text(client: FlaskClient) -> None:
    body = b"Fennick reports.\n\n<b>x</b> &lt;script&gt;alert(1)&lt;/script&gt; Net loss was $2 million in 2031.\n"
    reply = client.post(
        "/api/v1/filings",
        data=body,
        content_type="text/plain",
        query_string={"name": "<img src=x>", "company": "<i>Co</i>", "url": "javascript:alert(1)"},
    )
    identifier = reply.json["filing"]["id"]
    for address in ("/", f"/filings/{identifier}"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "<i>Co" not in page
        assert "javascript:" not in page


def test_nothing_comes_from_another_host(held: Held) -> None:
    for address in ("/", f"/filings/{held[1]}"):
        reply = held[0].get(address)
        page = html.fromstring(reply.text)
        assert all(not link.startswith(("http:", "https:", "//")) for _, _, link, _ in page.iterlinks())
        assert not page.xpath("//script[not(@src)] | //style | //*[@style] | //*[@onclick]")
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]


def test_an_empty_library_says_what_to_do(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/").text)
    assert "No filing is held yet" in page.get_element_by_id("welcome").text_content()


def test_filings_are_found_by_name(held: Held) -> None:
    assert parsed(held, "/?find=fennick+q2").get_element_by_id("filings").find(".//li") is not None
    nothing = parsed(held, "/?find=zzz").get_element_by_id("filings")
    assert nothing.find(".//li") is None
    assert "Nothing held is called" in nothing.text_content()


def test_the_questions_to_begin_with_are_answered(held: Held) -> None:
    chips = parsed(held, "/").xpath("//*[@id='starters']//a")
    assert len(chips) >= 3
    for chip in chips:
        assert "answered" in parsed(held, chip.get("href")).find_class("turn")[0].get("class").split()
