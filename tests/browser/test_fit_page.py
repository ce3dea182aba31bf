"""A candidate beside an ad in the browser: ticked, compared, changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .test_access import in_both_schemes

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Opened

AD = (
    "Medical Coder\n- Assigns ICD-10-CM and CPT codes to outpatient charts\n- Answers queries of the billing office\n"
    "Requirements\nCPC required\nCCS required within 12 months of hire\n"
    "Associate degree in HIM required\nRHIA preferred\n"
    "Two years of coding experience required\n"
)
Axe = Callable[["Page"], list[str]]


def compared(page: "Page") -> None:
    page.get_by_label("Text of the ad").fill(AD)
    page.get_by_label("CPC", exact=True).check()
    page.get_by_label("RHIT", exact=True).check()
    page.get_by_label("Status of RHIT").select_option("eligible")
    page.get_by_label("Kind of work, row 1").select_option("coding")
    page.get_by_label("Years, row 1").fill("1")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("heading", name="Demand by demand").wait_for()


def test_a_candidate_is_ticked_and_compared(opened: "Opened") -> None:
    page = opened("/fit")
    assert page.get_by_label("Status of CPC", exact=True).is_hidden()
    compared(page)
    assert page.locator("h1").inner_text() == "Not everything required is there"
    assert "1 year more of coding experience" in page.locator(".judged").inner_text()
    assert page.locator(".judged tbody tr").first.inner_text().startswith("Not met")
    assert page.get_by_label("RHIT", exact=True).is_checked()
    page.get_by_label("Years, row 1").fill("3")
    page.get_by_label("Highest level").select_option("associate")
    page.get_by_label("Field of study").fill("HIT")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("heading", name="Meets the ad, with something still due").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_break_no_rule_and_never_scroll_sideways(opened: "Opened", axe: Axe, width: int) -> None:
    page = opened("/fit", viewport={"width": width, "height": 800})
    assert in_both_schemes(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    compared(page)
    assert in_both_schemes(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_ad_by_itself_breaks_no_rule(opened: "Opened", axe: Axe) -> None:
    page = opened("/fit")
    page.get_by_label("Or an example").select_option("inflated-title")
    page.get_by_role("button", name="Compare").click()
    page.get_by_text("No candidate was filled in").wait_for()
    assert in_both_schemes(page, axe) == []


def test_it_works_without_scripts_and_by_keyboard(opened: "Opened") -> None:
    page = opened("/fit", java_script_enabled=False)
    page.get_by_label("Or an example").select_option("outpatient-coder")
    page.get_by_label("CPC", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # the status beside a ticked box comes next, and there alone
    assert page.evaluate("document.activeElement.id") == "status-CPC"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "has-CPC-A"
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Demand by demand").wait_for()
    assert "CPC: held" in page.locator(".overall").inner_text()
