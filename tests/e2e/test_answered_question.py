"""Two questions, one of them for a day that was missed; the reply to the first stands below the first."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations, violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import (
    expect_saved_online,
    hours_ago,
    join,
    open_check_in,
    past_the_question,
    record_treatment,
    save,
    share_with,
    tap,
)
from tests.e2e.texts import text

RUN, SWIM, ANSWER = "May I run?", "May I swim?", "From Sunday on."


def ask_bob(page: Page, question: str) -> None:
    """Write a question into the check-in that is open, and save it."""
    page.get_by_label(text("patient.question.label", name="Bob Berger")).fill(question)
    save(page)


def test_a_reply_stands_below_the_question_that_it_answers(
    browser: Browser, server: Server, bob: Device
) -> None:
    link = record_treatment(bob.page, server, name="Rita Rose", sheet="step by step", treated=hours_ago(54))
    with device(browser, server) as ritas:
        page, home, clinic = ritas.page, ritas.home, bob.page
        join(page, link)
        yesterday = page.evaluate("new Date(Date.now() - 864e5).toLocaleDateString('en-CA')")
        page.goto(f"{home}/diary?day={yesterday}")
        page.get_by_role("link", name=text("patient.day.add")).click()
        past_the_question(page)
        ask_bob(page, RUN)
        tap(page, "patient.closing.done")
        expect(page.get_by_text(RUN)).to_be_visible()
        assert page.url == f"{home}/diary?day={yesterday}"
        open_check_in(page, home)
        ask_bob(page, SWIM)
        page.goto(home)
        expect_saved_online(page)
        share_with(page, home, "Bob Berger")

        clinic.goto(f"{bob.home}/clinic")
        clinic.get_by_role("link", name="Rita Rose").first.click()
        clinic.get_by_label(text("practitioner.review.reply.to")).select_option(index=1)
        clinic.get_by_label(text("practitioner.review.reply"), exact=True).fill(ANSWER)
        assert violations_in_both_themes(clinic) == []
        tap(clinic, "practitioner.review.reply.send")
        expect(clinic.get_by_text(ANSWER).first).to_be_visible()

        page.goto(home)
        expect(page.locator("section", has_text=ANSWER).get_by_text(RUN)).to_be_visible()
        assert violations(page) == []
        page.goto(f"{home}/diary?day={yesterday}")
        question = page.get_by_role("region", name=text("patient.diary.question"))
        expect(question).to_contain_text(RUN)
        expect(question).to_contain_text(ANSWER)
        assert violations(page) == []
        assert (ritas.complaints, bob.complaints) == ([], [])
