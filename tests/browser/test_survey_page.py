"""The page over a survey in the browser: both color schemes, every width, and the lists behind its figures."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from click.testing import CliRunner

from classifier.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> a-title-without-any-place-to-break-" + "x" * 60
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
ADS = [
    {
        "id": f"{name}-{month}",
        "title": HOSTILE,
        "posted": f"2026-{month:02}-10",
        "location": "Gary, IN",
        "text": (EXAMPLES / f"{name}.txt").read_text("utf-8"),
    }
    for name in ("coder", "clerk", "rhit", "rhia", "cancer_registrar", "other_data_analyst", "glued_rhit")
    for month in range(1, 6)
]
Opened = Callable[..., "Page"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("survey")
    ads, verdicts, place = (folder / name for name in ("ads.jsonl", "verdicts.jsonl", "report.html"))
    ads.write_text("".join(f"{json.dumps(ad)}\n" for ad in [*ADS, {"id": "empty", "text": ""}]))
    for command in (
        ["batch", str(ads), "-o", str(verdicts), "--workers", "1"],
        ["report", str(verdicts), "-o", str(place)],
    ):
        assert CliRunner().invoke(main, command).exit_code == 0
    return place


@pytest.fixture
def report(browser: "Browser", file: Path) -> Iterator[Opened]:
    contexts, faults = [], list[str]()

    def open_page(**settings: Any) -> "Page":
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith("file:") else None)
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_breaks_no_rule(
    report: Opened, axe: Callable[["Page"], list[str]], scheme: Literal["light", "dark"]
) -> None:
    page = report(color_scheme=scheme)
    assert axe(page) == []
    page.locator("#roles a[href^='#x']").first.click()
    assert axe(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(report: Opened, width: int) -> None:
    page = report(viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator("#roles a[href^='#x']").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_figure_opens_its_list_and_closing_leads_back(report: Opened) -> None:
    page = report()
    figure = page.locator("#credentials a[href^='#x']").first
    figure.scroll_into_view_if_needed()
    figure.click()
    shown = page.locator(".list:visible")
    assert shown.count() == 1
    assert shown.locator("li").count() == 5
    assert re.match(r"[a-z_]+-\d", shown.locator("b").first.inner_text())
    shown.get_by_role("link", name="Close").click()
    assert page.locator(".list:visible").count() == 0
    assert figure.bounding_box() is not None
    assert page.evaluate("location.hash").startswith("#n")


def test_charts_change_with_the_color_scheme(report: Opened) -> None:
    color = "getComputedStyle(document.querySelector('#roles svg text')).fill"
    assert report(color_scheme="light").evaluate(color) != report(color_scheme="dark").evaluate(color)


@pytest.mark.parametrize("width", [680, 960])
def test_every_column_is_on_the_paper(report: Opened, width: int) -> None:
    page = report(viewport={"width": width, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_paper_has_no_lists_and_no_dark_ground(report: Opened) -> None:
    page = report(color_scheme="dark")
    page.locator("#roles a[href^='#x']").first.click()
    page.emulate_media(media="print")
    assert page.locator(".list:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
