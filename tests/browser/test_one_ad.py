"""One ad in the browser: from pasting to the verdict and away with it."""

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from service.samples import samples

if TYPE_CHECKING:
    from .conftest import Opened

AD = samples()["technician"].text
HOSTILE = (
    '<script>alert(1)</script> Coder "><img src=x onerror=alert(2)></textarea></title><svg onload=alert(3)>\n'
    "- Assigns ICD-10-CM codes to charts\nCPC required <a href=javascript:alert(4)>or</a> CCS"
)
WIDTHS = (320, 360, 768)
#: Where `make` wants the picture for the README; without it none is made.
PICTURE = os.environ.get("ROLECALL_PICTURE")


def test_an_ad_is_pasted_and_answered(opened: "Opened") -> None:
    page = opened()
    page.get_by_label("The ad").fill(AD)
    page.get_by_role("button", name="Read the ad").click()
    assert page.locator("h1").inner_text().startswith("Health information technician")
    assert (
        page.get_by_role("row", name=re.compile("Required later RHIT or RHIA, within 12 months of hire")).count() == 1
    )
    assert page.locator(".ad .duty").count() == 5
    assert page.title().startswith("Health information technician")


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [
        ("ad.txt", "text/plain", AD),
        ("ad.html", "text/html", "<h1>Technician</h1><ul><li>" + AD.replace("\n- ", "<li>") + "</ul>"),
        ("ad.json", "application/json", json.dumps({"text": AD})),
    ],
)
def test_a_file_is_chosen_and_answered(opened: "Opened", name: str, kind: str, data: str) -> None:
    page = opened()
    page.get_by_label("Or a file").set_input_files({"name": name, "mimeType": kind, "buffer": data.encode()})
    page.get_by_role("button", name="Read the ad").click()
    assert page.locator("h1").inner_text().startswith("Health information technician")


def test_a_file_is_dropped_anywhere(opened: "Opened") -> None:
    page = opened()
    dropped = page.evaluate_handle(
        "ad => { const held = new DataTransfer(); held.items.add(new File([ad], 'dropped.txt')); return held; }", AD
    )
    page.dispatch_event("main", "drop", {"dataTransfer": dropped})
    page.get_by_text("dropped.txt chosen.").wait_for(state="attached")
    page.get_by_role("button", name="Read the ad").click()
    assert page.locator("h1").inner_text().startswith("Health information technician")


def test_an_example_is_reached_by_keyboard_alone(opened: "Opened") -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Cancer registrar").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/examples/cancer-registrar")
    assert page.locator("h1").inner_text().startswith("Cancer registrar")


def test_a_pdf_comes_back_with_advice(opened: "Opened") -> None:
    page = opened()
    page.get_by_label("Or a file").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Read the ad").click()
    assert "This is a PDF" in page.get_by_role("alert").inner_text()


def test_a_mark_tells_why_on_hover_and_focus_until_escape(opened: "Opened") -> None:
    page = opened("/examples/technician")
    mark = page.locator(".ad mark", has_text="RHIA").first
    tip = mark.get_by_role("tooltip", include_hidden=True)
    assert not tip.is_visible()
    mark.hover()
    assert tip.is_visible()
    assert tip.inner_text() == "Required later: RHIT or RHIA, within 12 months of hire."
    page.mouse.move(0, 0)
    assert not tip.is_visible()
    mark.focus()
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(".tip:visible").count() == 1


def test_the_summary_and_the_json_are_copied(opened: "Opened") -> None:
    page = opened("/examples/technician", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the summary").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Title: Health Information Technician")
    page.get_by_text("JSON, for programs").click()
    page.get_by_role("button", name="Copy the JSON").click()
    page.get_by_text("Copied.").wait_for(state="attached")
    assert json.loads(page.evaluate("navigator.clipboard.readText()"))["role"] == "rhit"


def test_print_leaves_out_what_is_no_use_on_paper(opened: "Opened") -> None:
    page = opened("/examples/technician")
    page.emulate_media(media="print")
    assert page.locator(".ad").is_visible()
    assert not any(page.locator(place).first.is_visible() for place in ("header", "form", "#copy", ".within"))


def test_it_works_without_scripts(opened: "Opened") -> None:
    page = opened(java_script_enabled=False)
    page.get_by_label("The ad").fill(AD)
    page.get_by_role("button", name="Read the ad").click()
    assert page.locator("h1").inner_text().startswith("Health information technician")
    mark = page.locator(".ad mark", has_text="RHIA").first
    mark.hover()
    assert mark.get_by_role("tooltip").is_visible()
    assert page.get_by_role("button", name=re.compile("Copy|Print|Clear")).count() == 0
    assert page.get_by_label("Summary for your applicant system").input_value().startswith("Title:")


def test_a_hostile_ad_is_shown_as_text(opened: "Opened") -> None:
    page = opened()
    page.get_by_label("The ad").fill(HOSTILE)
    page.get_by_label("Job title").fill("<script>alert(5)</script>")
    page.get_by_role("button", name="Read the ad").click()
    assert page.locator(".ad").is_visible()
    assert "<script>" in page.locator(".over").inner_text()
    assert page.locator("main img, main script, main a[href^=javascript], [onload], [onerror]").count() == 0


@pytest.mark.parametrize("path", ["/", "/several", "/examples/technician", "/examples/inflated-title"])
def test_no_page_scrolls_sideways(opened: "Opened", path: str) -> None:
    page = opened(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_tip_stays_on_a_narrow_screen(opened: "Opened") -> None:
    page = opened("/examples/technician", viewport={"width": 360, "height": 740})
    for mark in page.locator(".ad [aria-describedby]").all():
        mark.focus()
        box: Any = page.locator(".tip:visible").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


@pytest.mark.skipif(PICTURE is None, reason="ROLECALL_PICTURE names no file")
def test_the_picture_of_the_readme(opened: "Opened") -> None:
    page = opened("/examples/technician", viewport={"width": 860, "height": 1270})
    page.evaluate("document.body.style.zoom = 0.75")
    page.locator(".ad mark", has_text="RHIA").first.hover()
    page.screenshot(path=PICTURE)
    assert Path(PICTURE or "").stat().st_size < 200_000
