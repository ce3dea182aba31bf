"""The page over a survey: everything on it, every figure leads somewhere, nothing of an ad is taken for markup."""

import html
import importlib.util
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from classifier.roles import Role
from classifier.survey.page import page
from classifier.survey.results import results as read
from classifier.survey.survey import survey
from classifier.survey.wording import amount, percent, plural, role_names

from .made import failed, flat, results, verdict

ROOT = Path(__file__).parent.parent.parent
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp; $x^2$ {{ 7 * 7 }}"
STRANGE = "\u7968\U0001f4cb\x00\x1b[2J\u202e\n\ud800"
PAY = {"min": 20.0, "max": 30.0, "currency": "USD", "per": "hour"}
ASKING: dict[str, Any] = {
    "required": ["CCS"],
    "clauses": ["REQ[ANY1(CCS,CPC)]"],
    "education": [("associate",), ("hs", "PREF")],
    "experience": [(2.0,)],
    "pay": PAY,
    "findings": ["F40"],
    "workplace": "remote",
}
WHOLE = [
    *(verdict(f"c{n}", posted=f"2026-{n:02}-10", place="Gary, IN", needs_review=n == 1, **ASKING) for n in range(1, 9)),
    *(
        verdict(f"r{n}", role="rhia", posted="2026-03-01", place="Akron, OH", company="Acme", required=["RHIA"])
        for n in range(5)
    ),
    *(verdict(f"o{n}", role="other") for n in range(4)),
    verdict("twice", duplicate_of="c1"),
    failed("empty"),
]
CHAPTERS = [
    "roles",
    "time",
    "places",
    "credentials",
    "schooling",
    "experience",
    "pay",
    "findings",
    "review",
    "left-out",
]


def shown(folder: Path, *rows: dict[str, Any], name: str = "out.jsonl", most: int = 5) -> str:
    return page(survey(read(str(results(folder / name, *rows))), most), name)


class Parsed(HTMLParser):
    """What a browser would make of a page, as far as tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    return shown(tmp_path_factory.mktemp("whole"), *WHOLE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_chapter_has_its_place_and_is_linked_to(whole: str, chapter: str) -> None:
    assert f'<section id="{chapter}">' in whole
    assert f'<a href="#{chapter}">' in whole


def test_every_link_leads_to_one_place_of_the_page(whole: str) -> None:
    parsed = Parsed(whole)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert [link for link in parsed.links if not link.startswith("#") or link[1:] not in parsed.ids] == []
    assert sum(link.startswith("#x") for link in parsed.links) > 50


def test_the_references_inside_a_drawing_are_its_own(whole: str) -> None:
    ids = set(Parsed(whole).ids)
    named = set(re.findall(r'xlink:href="#([^"]+)"|url\(#([^)]+)\)', whole))
    assert named
    assert {one or other for one, other in named} <= ids


def test_the_list_behind_a_figure_names_the_ads(whole: str) -> None:
    anchor = re.search(r'<a id="(\w+)" href="#(\w+)">5</a>', whole.split('id="roles"')[1])
    assert anchor
    (found,) = re.findall(rf'<section class="list" id="{anchor[2]}".*?</section>', whole, re.DOTALL)
    assert re.findall(r"<b>(.*?)</b> (.*?) <small>rhia 0.90", found) == [(f"r{n}", f"Post r{n}") for n in range(5)]
    assert f'href="#{anchor[1]}"' in found


def test_no_list_is_longer_than_asked_for(tmp_path: Path) -> None:
    for most in (0, 2):
        told = shown(tmp_path, *WHOLE, most=most)
        lists = re.findall(r'<section class="list".*?</section>', told, re.DOTALL)
        assert max((one.count("<li>") for one in lists), default=0) == most


def test_the_page_loads_nothing_and_runs_nothing(whole: str) -> None:
    assert not {"script", "link", "img", "iframe", "object"} & set(Parsed(whole).tags)
    assert not re.search(r"\bsrc=|url\((?!#)|@import|javascript:|\son\w+=", whole)


def test_charts_take_their_colors_from_the_page(whole: str) -> None:
    drawings = re.findall(r"<svg.*?</svg>", whole, re.DOTALL)
    assert len(drawings) >= 8
    assert all('role="img" aria-label="' in drawing for drawing in drawings)
    named = set(re.findall(r"var\(--([\w-]+)\)", "".join(drawings)))
    assert {role.value for role in (Role.CODER, Role.RHIA)} <= named
    assert all(f"--{name}: " in whole for name in named)
    assert not re.search(r"#00[0-9a-f]{2}fe", whole)


def test_roles_have_the_colors_of_the_pages_of_the_service(whole: str) -> None:
    style = (ROOT / "service" / "static" / "page.css").read_text("utf-8")
    for role in Role:
        pattern = rf"--{role}: (#\w+);"
        assert re.findall(pattern, whole)[:2] == re.findall(pattern, style)[:2]


def test_words_of_ads_are_shown_as_words(tmp_path: Path) -> None:
    told = shown(
        tmp_path,
        verdict(HOSTILE, title=HOSTILE, findings=[HOSTILE], required=[HOSTILE], workplace=HOSTILE, place=HOSTILE),
        failed(HOSTILE, HOSTILE, HOSTILE),
        name=f"{'<b>'}.jsonl",
    )
    assert not {"script", "img"} & set(Parsed(told).tags)
    assert html.escape("<script>alert(1)</script>") in told
    assert "{{ 7 * 7 }}" in told


def test_signs_that_no_font_has_are_drawn_all_the_same(tmp_path: Path) -> None:
    rows = [verdict(f"{STRANGE}{number}", title=STRANGE, company=STRANGE, required=[STRANGE]) for number in range(6)]
    told = page(survey(map(flat, rows), 5), f"{STRANGE}.jsonl")
    (tmp_path / "report.html").write_text(told, "utf-8", errors="replace")
    assert '<section id="credentials">' in told
    assert "\x00" not in told


def test_the_same_results_give_the_same_bytes(whole: str, tmp_path: Path) -> None:
    assert shown(tmp_path, *WHOLE) == whole


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_every_format_gives_the_same_figures(whole: str, tmp_path: Path, name: str) -> None:
    cells = re.compile(r"<t[dh][ >].*?</t[dh]>")
    assert cells.findall(shown(tmp_path, *WHOLE, name=name)) == cells.findall(whole)


#: Rows, the chapters that they have something to tell for, and words that the page holds.
SPARSE: list[tuple[str, list[dict[str, Any]], list[str], str]] = [
    ("no rows", [], ["left-out"], "The results hold no row."),
    ("errors only", [failed("a"), failed("b")], ["left-out"], "None of 2 rows is an ad"),
    ("duplicates only", [verdict("a", duplicate_of="b")], ["left-out"], "None of 1 row is an ad"),
    (
        "one role",
        [verdict("a", **ASKING)],
        ["roles", "places", "credentials", "schooling", "experience", "pay", "findings", "left-out"],
        "1 is a health information job",
    ),
    ("other alone", [verdict("a", role="other")], ["roles", "left-out"], "None of them is a health information job."),
    ("nothing told", [verdict("a"), verdict("b", role="rhit")], ["roles", "left-out"], "No ad holds a day of posting."),
    ("one day", [verdict("a", posted="2026-05-04")], ["roles", "time", "left-out"], "from 2026-05-04 to 2026-05-04."),
]


@pytest.mark.parametrize(("rows", "chapters", "words"), [row[1:] for row in SPARSE], ids=[row[0] for row in SPARSE])
def test_chapters_without_anything_to_tell_are_left_out(
    tmp_path: Path, rows: list[dict[str, Any]], chapters: list[str], words: str
) -> None:
    told = shown(tmp_path, *rows)
    assert [name for name in re.findall(r'<section id="([\w-]+)">', told) if name in CHAPTERS] == chapters
    assert words in html.unescape(told)


def months(first: int, number: int) -> Iterator[dict[str, Any]]:
    for month in range(number):
        yield verdict(str(month), posted=f"{first + month // 12}-{month % 12 + 1:02}-01")


@pytest.mark.parametrize(
    ("number", "names"),
    [(3, ["2001-01", "2001-02", "2001-03"]), (37, ["2001 Q1", "2001 Q2"]), (120, ["2001", "2002"])],
)
def test_time_is_told_in_months_quarters_or_years(tmp_path: Path, number: int, names: list[str]) -> None:
    told = shown(tmp_path, *months(2001, number)).split('<section id="time">')[1].split("</section>")[0]
    assert re.findall(r'<th scope="row">(.*?)</th>', told)[: len(names)] == names


def test_a_month_without_ads_stands_as_none(tmp_path: Path) -> None:
    told = shown(tmp_path, verdict("a", posted="2026-01-05"), verdict("b", posted="2026-03-05"))
    row = re.search(r'<th scope="row">2026-02</th>(.*)</tr>', told)
    assert row
    assert "<a" not in row[1]


def test_large_numbers_are_written_so_that_they_can_be_read(tmp_path: Path) -> None:
    made = survey(read(str(results(tmp_path / "out.jsonl", *WHOLE))), 5)
    made.rows = 1_234_567_890
    made.tally.add(made.ads.examples[0], *_role())
    made.tally.count(*_role()).rows = 987_654_321
    told = page(made, "out.jsonl")
    assert "987,654,321" in told
    assert "1,234,567,890" in told


def _role() -> tuple[Any, str]:
    from classifier.survey.tally import Subject

    return Subject.ROLE, "coder"


def test_flagged_ads_are_told_with_and_without(whole: str) -> None:
    row = re.search(r'<span class="dot r-coder"></span>Medical coder</th>(.*)</tr>', whole.split('id="roles"')[1])
    assert row
    cells = [html.unescape(cell) for cell in re.findall(r">([^<>]+)</(?:td|a)>", row[1])]
    assert cells == ["8", "47.1\xa0%", "26.2 to 69.0\xa0%", "43.8\xa0%", "23.1 to 66.8\xa0%"]


def test_an_employer_with_much_of_the_ads_is_told_first(tmp_path: Path) -> None:
    rows = [verdict(str(number), company="Acme" if number < 5 else f"House {number}") for number in range(25)]
    assert "Acme posts 20.0\xa0% (8.9 to 39.1\xa0%) of the health information ads that name an employer" in shown(
        tmp_path, *rows
    )
    rows = [verdict(str(number), company=f"House {number}") for number in range(25)]
    assert "that name an employer" not in shown(tmp_path, *rows)


def test_a_page_stays_small(whole: str, tmp_path: Path) -> None:
    many = [row | {"id": f"{n}-{row['id']}"} for n in range(20) for row in WHOLE[:8]]
    assert len(shown(tmp_path, *many)) < len(whole) * 1.5


WRITTEN = [
    (percent(0.42195), "42.2\xa0%"),
    (percent(0.0), "0.0\xa0%"),
    (percent(0.0001), "under 0.1\xa0%"),
    (amount(28.5), "28.50"),
    (amount(62350.4), "62,350"),
    (amount(None), "-"),
    (plural(1, "ad"), "1 ad"),
    (plural(1234, "ad"), "1,234 ads"),
]


@pytest.mark.parametrize(("made", "wanted"), WRITTEN)
def test_numbers_are_written_for_people(made: str, wanted: str) -> None:
    assert made == wanted


def test_every_role_has_a_name() -> None:
    assert set(role_names()) == set(Role)


def test_the_example_of_the_documents_is_built(tmp_path: Path) -> None:
    told = importlib.util.spec_from_file_location("example_report", ROOT / "scripts" / "example_report.py")
    assert told
    assert told.loader
    made = importlib.util.module_from_spec(told)
    told.loader.exec_module(made)
    text = made.build(tmp_path, 40).read_text("utf-8")
    assert {name for name in CHAPTERS if f'<section id="{name}">' in text} >= set(CHAPTERS) - {"review"}
    parsed = Parsed(text)
    assert {link[1:] for link in parsed.links} <= set(parsed.ids)
