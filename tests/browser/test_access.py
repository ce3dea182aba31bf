"""Every page, held against the rules of axe in both color schemes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from service.samples import samples

from .test_many_ads import read, sheet

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Opened

PATHS = ("/", "/several", "/examples/technician", "/examples/inflated-title", "/examples/nothing")
Axe = Callable[["Page"], list[str]]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SHOW_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


@pytest.mark.parametrize("path", PATHS)
def test_a_page_breaks_no_rule(opened: "Opened", axe: Axe, path: str) -> None:
    page = opened(path)
    page.evaluate(SHOW_ALL)
    assert in_both_schemes(page, axe) == []


def test_the_table_breaks_no_rule(opened: "Opened", axe: Axe) -> None:
    page = opened("/several")
    read(page, "ads.csv", sheet())
    page.evaluate(SHOW_ALL)
    assert in_both_schemes(page, axe) == []


def in_both_schemes(page: "Page", axe: Axe) -> list[str]:
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {fault}" for fault in axe(page)]
    return found


@pytest.mark.parametrize("path", ["/", "/several"])
def test_a_form_with_an_error_breaks_no_rule(opened: "Opened", axe: Axe, path: str) -> None:
    page = opened(path)
    page.locator("form").first.evaluate("form => { form.noValidate = true; }")
    page.locator("form button[type=submit]").first.click()
    page.get_by_role("alert").wait_for()
    assert axe(page) == []


def test_a_phone_breaks_no_rule(opened: "Opened", axe: Axe) -> None:
    page = opened("/examples/inflated-title", viewport={"width": 360, "height": 740})
    assert axe(page) == []


def test_an_open_tip_breaks_no_rule(opened: "Opened", axe: Axe) -> None:
    page = opened("/examples/technician")
    page.locator(".ad mark").first.focus()
    assert axe(page) == []


def test_every_example_has_a_page_of_its_own() -> None:
    assert {path.rsplit("/", 1)[1] for path in PATHS if path.startswith("/examples/")} <= {*samples(), "nothing"}
