"""Many ads in the browser: from files to a table and a download."""

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from service.samples import samples

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Opened

HOSTILE = "=HYPERLINK(1) <script>alert(1)</script>"


def sheet() -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("id", "title", "text"))
    writer.writerows((sample.key, "", sample.text) for sample in samples().values())
    writer.writerows((("empty", "", " "), ("hostile", HOSTILE, "Scans, files and indexes charts.")))
    return out.getvalue().encode()


def read(page: "Page", name: str, data: bytes, button: str = "Show the table") -> None:
    page.get_by_label("Files", exact=True).set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name=button).click()


def titles(page: "Page") -> list[str]:
    return [row.inner_text() for row in page.locator("tbody tr:visible th .faint").all()]


def test_a_table_is_read_and_downloaded(opened: "Opened", tmp_path: Path) -> None:
    page = opened("/several")
    read(page, "ads.csv", sheet())
    assert page.locator("h1").inner_text() == "8 ads read"
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    assert waiting.value.suggested_filename == "rolecall.csv"
    waiting.value.save_as(tmp_path / "rolecall.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "rolecall.csv").read_text("utf-8-sig"))))
    assert [row["id"] for row in rows] == [*samples(), "empty", "hostile"]
    assert [row["role"] for row in rows][:3] == ["clerk", "coder", "cancer_registrar"]
    assert rows[3]["required_within"] == "RHIT, RHIA"
    assert "word" in rows[6]["error"]
    assert rows[7]["title"] == "'" + HOSTILE


def test_the_table_is_sorted_and_filtered(opened: "Opened") -> None:
    page = opened("/several")
    read(page, "ads.csv", sheet())
    page.get_by_role("button", name="Role").click()
    names = [row.inner_text() for row in page.locator("tbody td:nth-child(3) .chip").all()]
    assert names[0] == "Registrar"  # sorted by the whole name, "Cancer registrar"
    assert page.get_by_role("columnheader", name="Role").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Role").click()
    assert page.get_by_role("columnheader", name="Role").get_attribute("aria-sort") == "descending"
    assert page.locator("tbody tr").last.inner_text().startswith("7")  # what has no role stays at the end
    page.get_by_label("Role", exact=True).select_option("coder")
    assert titles(page) == ["outpatient-coder"]
    page.locator("#status", has_text="1 of 8 ads shown.").wait_for(state="attached")
    assert page.locator("main").get_by_text("1 of 8 ads shown.").is_visible()
    page.get_by_label("Role", exact=True).select_option("")
    page.get_by_label("Find").fill("METRIQ")
    assert titles(page) == ["cancer-registrar"]
    page.get_by_label("Find").fill("")
    page.get_by_label("Only those to review").check()
    assert "inflated-title" in titles(page)
    assert "outpatient-coder" not in titles(page)


def test_a_zip_of_pages_is_read(opened: "Opened") -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for sample in samples().values():
            archive.writestr(f"pages/{sample.key}.html", f"<h1>{sample.name}</h1><pre>{sample.text}</pre>")
    page = opened("/several")
    read(page, "pages.zip", held.getvalue())
    assert page.locator("h1").inner_text() == f"{len(samples())} ads read"


def test_a_row_opens_to_its_details(opened: "Opened") -> None:
    page = opened("/several")
    read(page, "ads.csv", sheet())
    page.locator("summary", has_text="Outpatient Coder").click()
    assert "CCS, CPC, or COC" in page.locator(".brief:visible").inner_text()


def test_it_works_without_scripts(opened: "Opened", tmp_path: Path) -> None:
    page = opened("/several", java_script_enabled=False)
    read(page, "ads.csv", sheet())
    assert page.locator("tbody tr").count() == 8
    assert page.locator(".filters").is_hidden()
    with page.expect_download() as linked:
        page.get_by_role("link", name="Download as CSV").click()
    linked.value.save_as(tmp_path / "linked.csv")
    page.get_by_role("link", name="Read other files").click()
    with page.expect_download() as posted:
        read(page, "ads.csv", sheet(), button="Download the CSV")
    posted.value.save_as(tmp_path / "posted.csv")
    assert (tmp_path / "linked.csv").read_bytes() == (tmp_path / "posted.csv").read_bytes()


def test_the_table_scrolls_inside_a_narrow_screen(opened: "Opened") -> None:
    page = opened("/several", viewport={"width": 360, "height": 740})
    read(page, "ads.csv", sheet())
    page.locator("tbody tr").first.wait_for()
    page.wait_for_load_state()  # without its styles the page is wider
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
