"""What a scan of HTML tells before it is parsed."""

import contextlib
from collections.abc import Callable

import pytest

from classifier.errors import PostingError
from classifier.source.markup import MAX_ATTRIBUTES, MAX_DEPTH, flat, is_html, ld_json, tag_count, without_islands

HTML = [
    "<!DOCTYPE html><title>Coder</title>",
    "<HTML><BODY>Coder</BODY></HTML>",
    "<p>Codes charts",
    "Duties:<br>Codes charts",
    "Duties:<br />Codes charts",
    "<ul><li>Codes charts</li></ul>",
    "<b>Duties</b> codes charts",
    '<div class="job">Codes charts',
    "Codes charts</P >",
    "<td>RHIT</td>",
    "<table><tr><td>RHIT",
    "<o:p></o:p>Codes charts",
]
TEXT = [
    "Codes charts",
    "pay < $30 & > $20",
    "accuracy >95% and <3 days",
    "a<b and c>d",
    "<Hospital name> seeks a coder",
    "coder <jobs@example.org>",
    "see <https://example.org/jobs>",
    "R&amp;D &lt; 5",
    "<<< APPLY NOW >>>",
    "<-- required",
    "",
]

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


@pytest.mark.parametrize("text", HTML)
def test_html_is_told_by_its_tags(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", TEXT)
def test_stray_angle_brackets_do_not_make_html(text: str) -> None:
    assert not is_html(text)


LD_JSON = [
    pytest.param('<script type="application/ld+json">{"a": 1}</script>', ('{"a": 1}',), id="plain"),
    pytest.param("<script type='application/ld+json'>1</script>", ("1",), id="single quotes"),
    pytest.param("<script type=application/ld+json>1</script>", ("1",), id="no quotes"),
    pytest.param('<SCRIPT ID="x" TYPE="Application/LD+JSON" data-a>1</SCRIPT >', ("1",), id="capitals and others"),
    pytest.param('<script\n  type = "application/ld&#43;json"\n>1</script>', ("1",), id="escaped plus"),
    pytest.param('<script type="application/ld+json; charset=utf-8">1</script>', ("1",), id="with charset"),
    pytest.param(
        '<script type="application/ld+json">1</script><script type="application/ld+json">2</script>',
        ("1", "2"),
        id="two",
    ),
    pytest.param('<script>"application/ld+json"</script>', (), id="name in another script"),
    pytest.param('<!-- <script type="application/ld+json">1</script> -->', (), id="in a comment"),
    pytest.param('<script type="application/ld+json">"<!-- "</script><p>', ('"<!-- "',), id="comment in a script"),
    pytest.param('<script type="application/ld+json">{"a": ', ('{"a": ',), id="cut off"),
    pytest.param("<p>ld+json</p>", (), id="no script"),
]


@pytest.mark.parametrize(("html", "blocks"), LD_JSON)
def test_json_ld_blocks_are_found(html: str, blocks: tuple[str, ...]) -> None:
    assert ld_json(html) == blocks


def test_scripts_styles_and_comments_are_cut_out() -> None:
    html = "<p>a<script>x<!--</script>b<!-- <script> -->c<style>p{}</style>d<?php x ?>e<![CDATA[f]]></p>"
    assert without_islands(html) == "<p>a bcdef</p>"


def test_an_island_without_end_runs_to_the_end() -> None:
    assert without_islands("<p>RHIT<script>var a") == "<p>RHIT "


MONSTERS = [
    pytest.param("<div>" * (MAX_DEPTH + 1), "too_deep", "1,000", id="nested"),
    pytest.param("<div>" * 100_000 + "RHIT", "too_deep", "1,000", id="nested 100,000 times"),
    pytest.param("<b><i>" * 600, "too_deep", "1,000", id="inline tags"),
    pytest.param(
        "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">", "too_many_attributes", "1,000", id="values"
    ),
    pytest.param(
        "<p " + " ".join(f"a{n}" for n in range(MAX_ATTRIBUTES + 1)) + ">", "too_many_attributes", "1,000", id="bare"
    ),
    pytest.param(
        "<p " + " ".join(f"a{n}='<>'" for n in range(1100)) + ">", "too_many_attributes", "1,000", id="brackets inside"
    ),
]


@pytest.mark.parametrize(("html", "code", "limit"), MONSTERS)
def test_a_page_over_a_limit_is_refused_by_its_name(html: str, code: str, limit: str) -> None:
    with pytest.raises(PostingError, match="paste the ad's text") as refusal:
        tag_count(html)
    assert refusal.value.code == code
    assert limit in refusal.value.message


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * MAX_DEPTH,
        "<div></div>" * (MAX_DEPTH + 1),
        "<p>RHIT" * (MAX_DEPTH + 1),
        "<li>RHIT" * (MAX_DEPTH + 1),
        "<br>" * (MAX_DEPTH + 1),
        "<path/>" * (MAX_DEPTH + 1),
        '<p title="' + "a b " * MAX_ATTRIBUTES + '">',
        "a < b " * 200_000,
    ],
    ids=["at the limit", "side by side", "paragraphs", "items", "void", "self-closing", "long value", "stray brackets"],
)
def test_a_page_within_the_limits_passes(html: str) -> None:
    tag_count(html)


def test_tags_are_counted() -> None:
    assert tag_count("<p>a<br/>b</p> < c") == 3
    assert tag_count("a") == 0


def test_a_page_may_be_read_by_its_tags_alone() -> None:
    html = "<h1>Duties</h1><ul><li>Codes <b>ch</b>arts</li><li></li></ul>a<br>b &amp; c<table><tr><td>d<td>e</table>"
    assert flat(html) == "Duties\n• Codes charts\na\nb & c\nd e"


@pytest.mark.parametrize("piece", ["<script ", "<!-- ", "<p ", '<a "', '<a b="', "</p   ", "< ", "<![CDATA[", "<?"])
def test_the_scan_is_linear(piece: str, grows_in_line: Growth) -> None:
    def work(html: str) -> Callable[[], object]:
        def scan() -> None:
            is_html(html)
            with contextlib.suppress(PostingError):
                tag_count(without_islands(html))

        return scan

    assert grows_in_line(work, piece, 2_000_000)
