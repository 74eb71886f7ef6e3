"""The chat page as a person uses it: mouse, keyboard, phone, and without a script."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

EMPTY_TABLE = b"<html><body><p>Odd Lots Co. reports. Revenue was $3 million for the year ended December 31, 2030.</p></body></html>"


def ask(page: Page, question: str) -> None:
    page.fill("#q", question)
    page.keyboard.press("Enter")


def test_an_answer_opens_its_source(page: Page) -> None:
    ask(page, "What was Q2 net loss?")
    turn = page.locator(".turn")
    expect(turn.locator(".reply")).to_contain_text("1.916 million")
    expect(turn.locator(".when").first).to_contain_text("Q2 FY2031")
    expect(page.locator("#q")).to_be_focused()
    turn.locator("[data-source]").first.click()
    expect(page.locator("#source")).to_be_visible()
    expect(page.locator("#quote")).to_be_in_viewport()
    assert "1,916" in "".join(page.locator("#source mark").all_inner_texts())
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    expect(turn.locator("[data-source]").first).to_be_focused()


def test_a_computed_answer_shows_its_working(page: Page) -> None:
    ask(page, "What was revenue in the first quarter?")
    working = page.locator(".working")
    expect(working.locator(".formula")).to_be_visible()
    expect(working.locator("tbody tr")).to_have_count(2)
    working.locator("[data-source]").last.click()
    expect(page.locator("#quote")).to_be_in_viewport()


def test_the_next_source_takes_the_focus_from_the_last(page: Page) -> None:
    ask(page, "What was revenue in the first quarter?")
    sources = page.locator(".working [data-source]")
    for link in (sources.first, sources.last):
        link.click()
        expect(page.locator("#quote")).to_be_focused()
        expect(link).to_have_attribute("aria-expanded", "true")
    expect(sources.first).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.wait_for_timeout(100)  # the dialog's own event comes after
    expect(page.locator("#q")).to_be_focused()


def test_a_conversation_goes_on(page: Page) -> None:
    ask(page, "What was net income in Q2?")
    expect(page.locator(".turn")).to_have_count(1)
    ask(page, "and a year ago?")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn .reply").last).to_contain_text("627,000")


def test_a_suggestion_is_asked_by_a_click(page: Page) -> None:
    chip = page.locator("#starters .chip").first
    question = chip.inner_text()
    chip.click()
    expect(page.locator(".turn .question")).to_have_text(question)
    expect(page.locator(".turn")).to_have_class("turn answered")
    expect(page.locator("#welcome")).to_have_count(0)
    expect(page.locator(".ask .scope")).to_contain_text("Fennick Valve Corporation")


def test_a_filing_is_picked_and_let_go(page: Page) -> None:
    page.locator("#filings li a").first.click()
    expect(page.locator(".ask .scope")).to_contain_text("Q2 FY2031")
    expect(page.locator("#filings [aria-current]")).to_have_count(1)
    ask(page, "What was gross profit?")
    expect(page.locator(".turn .reply")).to_contain_text("12.603 million")
    page.get_by_text("Ask every filing").click()
    expect(page.locator(".ask .scope")).to_contain_text("Asking every filing")


def test_a_filing_is_read_whole(page: Page) -> None:
    page.locator("#filings li").first.hover()
    page.locator("#filings .read").first.click()
    expect(page.locator("#source .filing")).to_contain_text("cryogenic valves")


def test_a_file_is_uploaded_and_asked(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "odd-lots.html"
    file.write_bytes(EMPTY_TABLE)
    page.set_input_files("#file", file)
    expect(page.locator("#upload .result")).to_contain_text("Read: Odd Lots Co.")
    expect(page.locator("#filings")).to_contain_text("Odd Lots Co.")
    expect(page.locator(".ask .scope")).to_contain_text("Odd Lots Co.")
    ask(page, "What was revenue?")
    expect(page.locator(".turn .reply")).to_contain_text("$3 million")


def test_a_file_that_cannot_be_read_says_why(page: Page, tmp_path: Path) -> None:
    for name, content, says in (("none.txt", b"", "empty"), ("big.txt", b"x" * 1_200_000, "larger than 1 MB")):
        (tmp_path / name).write_bytes(content)
        page.set_input_files("#file", tmp_path / name)
        expect(page.locator("#upload .result.failed")).to_contain_text(says)


def test_a_file_is_dropped_anywhere(page: Page) -> None:
    data = page.evaluate_handle(
        """html => { const data = new DataTransfer();
        data.items.add(new File([html], "odd.html", {type: "text/html"})); return data; }""",
        EMPTY_TABLE.decode(),
    )
    page.dispatch_event("main", "dragover", {"dataTransfer": data})
    expect(page.locator("#upload")).to_have_class("upload over")
    page.dispatch_event("main", "drop", {"dataTransfer": data})
    expect(page.locator("#upload .result")).to_contain_text("Read: Odd Lots Co.")


def test_what_is_typed_stays_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)> What was net loss?")
    expect(page.locator(".turn .question")).to_contain_text("<img src=x")
    expect(page.locator(".turn img")).to_have_count(0)


def test_the_keyboard_reaches_everything(page: Page) -> None:
    ask(page, "What was net loss?")
    expect(page.locator(".turn")).to_be_visible()
    expect(page.locator("#ask")).to_have_attribute("aria-busy", "false")
    page.locator(".turn .source").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#log")).to_have_attribute("aria-live", "polite")


def test_the_phone_has_sheets_and_no_sideways_scroll(phone: Page) -> None:
    expect(phone.locator("#library")).to_be_hidden()
    phone.get_by_role("button", name="Filings").click()
    expect(phone.locator("#library")).to_be_visible()
    phone.locator("#filings li a").first.click()
    expect(phone.locator("#library")).to_be_hidden()
    ask(phone, "What was revenue in the first quarter?")
    phone.locator(".turn [data-source]").first.click()
    expect(phone.locator("#quote")).to_be_in_viewport()
    phone.get_by_role("button", name="Close the source").click()
    expect(phone.locator("#source")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_one_question_needs_no_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    ask(page, "What was net loss?")
    expect(page.locator(".turn .reply")).to_contain_text("1.916 million")
    page.locator(".turn .source").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert "1,916" in "".join(page.locator("mark").all_inner_texts())
    page.go_back()
    ask(page, "and a year ago?")
    expect(page.locator(".turn .reply")).to_contain_text("627,000")
    context.close()
