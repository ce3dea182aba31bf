"""Bytes and JSON objects become postings or are refused with advice."""

import contextlib
import gzip
import json
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import PostingError
from classifier.source.posting import MAX_BYTES, MAX_POSTINGS_A_PAGE, InputKind, Posting, from_mapping, read_postings

AD = "Medical Coder\nCodes inpatient charts.\nRHIT required"
SENTENCES = "The coder assigns ICD-10-CM codes to inpatient charts. " * 10


def _job(title: str = "Coder", description: str = SENTENCES, **fields: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title,
        "description": description,
        **fields,
    }


def _page(*jobs: object, markup: str = "<p>Menu</p>") -> bytes:
    blocks = "".join(f'<script type="application/ld+json">{json.dumps(job)}</script>' for job in jobs)
    return f"<html><head><title>Page | Example</title>{blocks}</head><body>{markup}</body></html>".encode()


def _one(data: bytes, **given: Any) -> Posting:
    (posting,) = read_postings(data, **given)
    return posting


def test_plain_text_stays_as_it_is() -> None:
    assert _one(AD.encode()) == Posting(AD)


def test_the_caller_may_name_title_and_id() -> None:
    assert _one(AD.encode(), title=" Coder ", id="a7") == Posting(AD, "a7", "Coder")


def test_the_charset_of_the_header_counts() -> None:
    assert _one("Gdańsk RHIT".encode("iso-8859-2"), charset="iso-8859-2").body == "Gdańsk RHIT"


@pytest.mark.parametrize("kind", [None, InputKind.TEXT, InputKind.HTML])
def test_a_fragment_is_read_as_html(kind: InputKind | None) -> None:
    assert _one(b"<ul><li>Codes charts</li></ul>", kind=kind).body == "• Codes charts"


@pytest.mark.parametrize("kind", [None, InputKind.TEXT])
def test_stray_brackets_are_text(kind: InputKind | None) -> None:
    text = "Coder, pay < $30 & > $20\nR&amp;D"
    assert _one(text.encode(), kind=kind).body == text


def test_a_page_without_json_ld_is_read_from_its_markup() -> None:
    posting = _one(b"<title>Coder | Example</title><nav>Jobs</nav><p>Codes charts</p>")
    assert posting == Posting("Codes charts", title="Coder")


def test_a_page_with_json_ld_is_read_from_it() -> None:
    job = _job(identifier="R-1", hiringOrganization={"name": "Example"}, employmentType="FULL_TIME")
    posting = _one(_page(job, markup="<p>Files records</p>"))
    assert posting == Posting(f"{SENTENCES.strip()}\n\nEmployment type: FULL_TIME", "R-1", "Coder", "Example")


def test_a_broken_block_does_not_lose_the_others() -> None:
    page = _page(_job()).replace(b"<head>", b'<head><script type="application/ld+json">{"@type": </script>')
    assert _one(page).title == "Coder"


@pytest.mark.parametrize("description", ["", "Great job!", "<p>Apply now</p>"])
def test_a_teaser_in_json_ld_gives_way_to_the_page(description: str) -> None:
    page = _page(_job(description=description, employmentType="FULL_TIME"), markup=f"<p>{SENTENCES}</p>")
    assert _one(page) == Posting(f"{SENTENCES.strip()}\n\nEmployment type: FULL_TIME", title="Coder")


def test_a_short_ad_in_json_ld_stays_where_the_page_has_no_more() -> None:
    assert _one(_page(_job(description="Codes inpatient charts"))).body == "Codes inpatient charts"


def test_several_jobs_on_a_page_are_numbered() -> None:
    postings = read_postings(_page([_job("Coder"), _job("Clerk")], _job("Registrar")), id="p")
    assert [(posting.id, posting.title) for posting in postings] == [
        ("p#1", "Coder"),
        ("p#2", "Clerk"),
        ("p#3", "Registrar"),
    ]


def test_several_jobs_keep_their_own_ids_where_the_caller_names_none() -> None:
    postings = read_postings(_page(_job("Coder", identifier="a"), _job("Clerk")))
    assert [posting.id for posting in postings] == ["a", None]


def test_links_to_other_jobs_are_no_postings() -> None:
    links = [{"@type": "JobPosting", "title": f"Clerk {place}"} for place in range(3)]
    assert [posting.title for posting in read_postings(_page(_job(), links))] == ["Coder"]
    assert _one(_page(links, markup="<p>Codes charts</p>")).body == "Codes charts"


def test_a_questionnaire_is_read_from_its_script() -> None:
    model = {
        "model": {
            "PositionTitle": "Coder",
            "AssessmentSections": [{"Questions": [{"QuestionDisplayIdentifier": "1", "QuestionText": "Codes charts"}]}],
        }
    }
    page = f"<html><body><p>Preview</p><script>var Model = {json.dumps(model)};</script></body></html>"
    assert _one(page.encode()) == Posting("1. Codes charts", title="Coder")


def test_an_ad_in_json_ld_comes_before_a_questionnaire() -> None:
    model = {"model": {"AssessmentSections": [{"Questions": [{"QuestionText": "Codes charts"}]}]}}
    page = _page(_job(), markup=f"<script>var Model = {json.dumps(model)};</script>")
    assert _one(page).body == SENTENCES.strip()


RECORDS = [
    ({"text": AD}, Posting(AD)),
    ({"id": "a", "title": "Coder", "company": "Example", "text": AD}, Posting(AD, "a", "Coder", "Example")),
    ({"id": 7, "text": AD}, Posting(AD, "7")),
    ({"id": None, "title": None, "text": AD}, Posting(AD)),
    ({"id": "", "title": " ", "text": AD}, Posting(AD)),
    ({"html": "<p>Codes</p>"}, Posting("Codes")),
    ({"text": "<p>Codes</p>"}, Posting("Codes")),
    ({"description": "<p>Codes</p>"}, Posting("Codes")),
    ({"html": "Codes < 5"}, Posting("Codes < 5")),
    ({"text": "", "html": None, "body": "Codes"}, Posting("Codes")),
    ({"text": " ", "description": "Codes"}, Posting("Codes")),
    ({"text": "Codes", "html": "<p>Files</p>"}, Posting("Codes")),
    ({"text": "Co\ud800des\u0000"}, Posting("Co\ufffddes ")),
    ({"posting": {"text": "Codes"}}, Posting("Codes")),
    ({"id": "a", "posting": {"text": "Codes"}}, Posting("Codes", "a")),
    ({"@type": "JobPosting", "title": "Coder", "description": "Codes"}, Posting("Codes", title="Coder")),
    ({"id": "a", "@type": "JobPosting", "description": "Codes"}, Posting("Codes", "a")),
    ({"posting": {"@type": "JobPosting", "description": "Codes"}}, Posting("Codes")),
    ({"@graph": [{"@type": "JobPosting", "description": "Codes"}]}, Posting("Codes")),
    (
        {"title": "Coder", "hiringOrganization": {"name": "Example"}, "description": "Codes"},
        Posting("Codes", None, "Coder", "Example"),
    ),
    ({"title": "Coder", "html": "<h1>Other</h1><p>Codes</p>"}, Posting("Other\n\nCodes", title="Coder")),
]


@pytest.mark.parametrize(("record", "posting"), RECORDS)
def test_an_object_is_a_posting(record: dict[str, object], posting: Posting) -> None:
    assert from_mapping(record) == (posting,)
    assert read_postings(json.dumps(record).encode(), kind=InputKind.JSON) == (posting,)
    assert read_postings(json.dumps(record).encode()) == (posting,)


def test_a_page_inside_of_an_object_may_hold_several() -> None:
    html = _page(_job("Coder"), _job("Clerk")).decode()
    assert [posting.id for posting in from_mapping({"id": "a", "html": html})] == ["a#1", "a#2"]


def test_a_list_of_objects_keeps_order_and_ids() -> None:
    data = json.dumps([{"id": "x", "text": "Codes"}, {"text": "Files"}]).encode()
    assert [posting.id for posting in read_postings(data, id="f")] == ["x", "f#2"]


@pytest.mark.parametrize(
    "text", ["[Remote] Medical coder", '{"text": "Codes"', "[2026] Coder", '["RHIT"]', "{curly} coder"]
)
def test_text_that_begins_like_json_is_text_unless_a_door_says_json(text: str) -> None:
    assert _one(text.encode()).body == text
    with pytest.raises(PostingError) as refusal:
        read_postings(text.encode(), kind=InputKind.JSON)
    assert refusal.value.code == "bad_json"


REFUSED = [
    pytest.param(b"", None, "empty", "paste the ad's text", id="nothing"),
    pytest.param(b" \n\t\xc2\xa0", None, "empty", "paste the ad's text", id="white space"),
    pytest.param(b"\xef\xbb\xbf", None, "empty", "paste the ad's text", id="mark alone"),
    pytest.param(b"12 345 !", None, "no_words", "paste the ad's text", id="numbers"),
    pytest.param(b"<img src=ad.png alt='Coder'>" + b"<p></p>", None, "no_words", "save the page as HTML", id="picture"),
    pytest.param(b"<script>var coder = 'RHIT'</script>", None, "no_words", "save the page as HTML", id="script"),
    pytest.param(b"<p hidden>RHIT</p>", None, "no_words", "save the page as HTML", id="hidden"),
    pytest.param(b"<p>12</p>", InputKind.HTML, "no_words", "save the page as HTML", id="number on a page"),
    pytest.param(b"%PDF-1.7 RHIT", None, "binary", "PDF", id="pdf"),
    pytest.param(b"%PDF-1.7 RHIT", InputKind.JSON, "binary", "PDF", id="pdf named json"),
    pytest.param(gzip.compress(AD.encode()), InputKind.TEXT, "binary", "gzip", id="gzip named txt"),
    pytest.param(b"PK\x03\x04" + bytes(90), InputKind.HTML, "binary", "docx", id="docx named html"),
    pytest.param(b"R" * (MAX_BYTES + 1), None, "too_large", "10,000,000", id="over ten megabytes"),
    pytest.param(b"<div>" * 100_000, None, "too_deep", "1,000", id="nested tags"),
    pytest.param(b"<p " + b"a " * 200_000 + b">RHIT</p>", None, "too_many_attributes", "1,000", id="attributes"),
    pytest.param(
        _page([_job(f"Coder {n}") for n in range(MAX_POSTINGS_A_PAGE + 1)]),
        None,
        "too_many_postings",
        "500",
        id="postings",
    ),
    pytest.param(b"", InputKind.JSON, "bad_json", "one object or a list", id="empty json"),
    pytest.param(AD.encode(), InputKind.JSON, "bad_json", "one object or a list", id="text named json"),
    pytest.param(
        b'{"text": "RHIT"} {"text": "RHIT"}', InputKind.JSON, "bad_json", "one object or a list", id="two objects"
    ),
    pytest.param(b"[" * 200_000, InputKind.JSON, "bad_json", "nested too deep", id="nested json"),
    pytest.param(b"[]", InputKind.JSON, "bad_json", "at least one", id="empty list"),
    pytest.param(b'"RHIT required"', InputKind.JSON, "bad_json", "an object", id="json text"),
    pytest.param(b"[1]", InputKind.JSON, "bad_json", "an object", id="list of numbers"),
    pytest.param(b"{}", InputKind.JSON, "no_text", "text", id="object without text"),
    pytest.param(b'{"title": "Coder"}', InputKind.JSON, "no_text", "text", id="title alone"),
    pytest.param(b'{"text": ""}', InputKind.JSON, "no_words", "paste", id="empty text"),
    pytest.param(b'{"text": "5"}', InputKind.JSON, "no_words", "paste", id="text without word"),
    pytest.param(b'{"text": 5}', InputKind.JSON, "wrong_type", "text must be a text, not a number", id="text a number"),
    pytest.param(
        b'{"text": ["RHIT"]}', InputKind.JSON, "wrong_type", "text must be a text, not a list", id="text a list"
    ),
    pytest.param(
        b'{"text": "RHIT", "title": true}',
        InputKind.JSON,
        "wrong_type",
        "title must be a text, not true or false",
        id="title",
    ),
    pytest.param(
        b'{"text": "RHIT", "company": {}}',
        InputKind.JSON,
        "wrong_type",
        "company must be a text, not an object",
        id="company",
    ),
    pytest.param(b'{"text": "RHIT", "id": []}', InputKind.JSON, "wrong_type", "id must be", id="id a list"),
    pytest.param(b'{"text": "RHIT", "id": true}', InputKind.JSON, "wrong_type", "id must be", id="id a flag"),
    pytest.param(
        b'{"posting": "RHIT"}',
        InputKind.JSON,
        "wrong_type",
        "posting must be an object, not a text",
        id="posting a text",
    ),
    pytest.param(b'{"@graph": []}', InputKind.JSON, "no_text", "no JobPosting", id="graph without a job"),
    pytest.param(
        b'{"posting": null}', InputKind.JSON, "wrong_type", "posting must be an object, not null", id="posting null"
    ),
    pytest.param(
        b'[{"text": "RHIT"}, {"text": 5}]', InputKind.JSON, "wrong_type", "Posting 2 of the list", id="second of a list"
    ),
    pytest.param(
        b'{"@type": "JobPosting", "title": "Coder"}', InputKind.JSON, "no_words", "paste", id="job posting without text"
    ),
]


@pytest.mark.parametrize(("data", "kind", "code", "words"), REFUSED)
def test_what_is_no_posting_is_refused_with_advice(data: bytes, kind: InputKind | None, code: str, words: str) -> None:
    with pytest.raises(PostingError) as refusal:
        read_postings(data, kind=kind)
    assert refusal.value.code == code
    assert words in refusal.value.message


def test_a_text_of_an_object_has_the_same_limit() -> None:
    with pytest.raises(PostingError) as refusal:
        from_mapping({"text": "é" * (MAX_BYTES // 2 + 1)})
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize("text", ["RHIT", "a", "診療", "é", "RHIT required", "1. a"])
def test_a_single_word_is_a_posting(text: str) -> None:
    assert _one(text.encode()).body == text
    assert _one(f"<p>{text}</p>".encode()).body == text


def test_five_hundred_postings_pass() -> None:
    assert len(read_postings(_page([_job(f"Coder {n}") for n in range(MAX_POSTINGS_A_PAGE)]))) == MAX_POSTINGS_A_PAGE


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_KEYS = st.sampled_from(["id", "title", "text", "html", "posting", "@type", "@graph"])
_VALUES = st.text(max_size=9) | st.integers() | st.none() | st.just("JobPosting")
_SHAPED = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100).map(_bytes),
    st.text(max_size=60).map(lambda text: _bytes(f"<p>{escape(text)}</p>")),
    st.text(max_size=60).map(lambda text: _bytes(f'<script type="application/ld+json">{text}</script>')),
    st.dictionaries(_KEYS, _VALUES, max_size=4).map(lambda record: json.dumps(record).encode()),
)


@settings(max_examples=300)
@given(_SHAPED, st.sampled_from([None, *InputKind]), st.sampled_from([None, "utf-16", "koi8-r", "latin-1"]))
def test_any_bytes_give_postings_or_a_refusal(data: bytes, kind: InputKind | None, charset: str | None) -> None:
    with contextlib.suppress(PostingError):
        postings = read_postings(data, kind=kind, charset=charset)
        assert postings
        assert all(posting.body.encode() for posting in postings)


Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]

HOSTILE = [
    pytest.param("", "<div>", id="tags never closed"),
    pytest.param("<p ", "a1=1 ", id="attributes of one tag"),
    pytest.param("<p>", "Codes charts ", id="one line"),
    pytest.param("<p>", "<", id="brackets"),
    pytest.param("<p>", "<p>RHIT ", id="paragraphs"),
    pytest.param("<ul>", "<li><b>RHIT</b> ", id="items"),
    pytest.param("<p>", "<h3>Similar jobs</h3><a>RHIT</a>", id="lists of other jobs"),
    pytest.param("<p>", "<b></i>", id="tags that do not match"),
    pytest.param("<p>", "&amp;", id="entities"),
    pytest.param("<p>", "<title>RHIT</title><h1>RHIT</h1>", id="titles"),
    pytest.param("<p>", "<select><option>RHIT</select>", id="choices"),
    pytest.param("<p>", "<script type=application/ld+json>{</script>", id="blocks that are no JSON"),
    pytest.param("<p>", "<!-- <script type=application/ld+json>", id="scripts in a comment"),
    pytest.param("<script type=application/ld+json>", "[", id="deep JSON"),
    pytest.param("<p>", "\u00a0\u2022", id="beyond ASCII"),
]


@pytest.mark.parametrize(("start", "piece"), HOSTILE)
def test_a_hostile_page_ends_in_line_with_its_length(start: str, piece: str, grows_in_line: Growth) -> None:
    def work(text: str) -> Callable[[], object]:
        page = f"<html><body>{start}{text} RHIT</p></body></html>".encode()

        def read() -> None:
            with contextlib.suppress(PostingError):
                assert read_postings(page)

        return read

    assert grows_in_line(work, piece, 400_000)
