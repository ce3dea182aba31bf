"""Chromium, the application in a thread, and pages that tell of every fault.

Where Chromium or a package is missing the tests are skipped, but on a build server (``CI=true``) they fail.
"""

import importlib.util
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from werkzeug.serving import make_server

from classifier import Model
from service import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

Opened = Callable[..., "Page"]


@pytest.fixture(scope="package")
def address(model: Model) -> Iterator[str]:
    """Where the application answers."""
    server = make_server("127.0.0.1", 0, create_app(model), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        missing("Chromium")
    if importlib.util.find_spec("playwright") is None:
        missing("the package playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: "Browser", address: str) -> Iterator[Opened]:
    """Opens a path in a window of its own; fails where a page logs a fault, asks another host, or shows a dialog."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(path: str = "/", **settings: Any) -> "Page":
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda asked: _told(faults, asked.url, fine=asked.url.startswith((address, "data:"))))
        page.on(
            "console", lambda said: _told(faults, said.text, fine=said.type != "error" or "status of 4" in said.text)
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe() -> Callable[["Page"], list[str]]:
    """Returns what axe holds against a page: the rule and the element, one line each."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        missing("the package axe-playwright-python")
    script = Path(found.origin).with_name("axe.min.js").read_text("utf-8")

    def violations(page: "Page") -> list[str]:
        page.evaluate(script)
        answer = json.loads(page.evaluate("async () => JSON.stringify(await axe.run())"))
        return [f"{rule['id']}: {node['html'][:160]}" for rule in answer["violations"] for node in rule["nodes"]]

    return violations


def missing(what: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


def _told(faults: list[str], fault: str, *, fine: bool) -> None:
    if not fine:
        faults.append(fault)
