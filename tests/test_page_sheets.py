"""What the page shows of a verdict."""

import json
from pathlib import Path

import pytest

from classifier import Model, Posting, Verdict, classify, read_postings
from service.marks import MOST_SHOWN, Firmness, Run, Span, runs, spans, stretches
from service.samples import samples
from service.sheets import percent, sheet
from service.summaries import summary

ROOT = Path(__file__).parent.parent
ADS = sorted((ROOT / "examples").glob("*.txt")) + sorted((ROOT / "service" / "examples").glob("*.txt"))


@pytest.fixture
def verdict(model: Model) -> Verdict:
    return classify(read_postings(samples()["technician"].text.encode())[0], model)


@pytest.mark.parametrize("ad", ADS, ids=lambda ad: ad.stem)
def test_the_marked_text_is_the_cleaned_text(model: Model, ad: Path) -> None:
    verdict = classify(read_postings(ad.read_bytes())[0], model)
    shown = "".join(run.text for stretch in stretches(verdict) for run in stretch.runs)
    assert shown == verdict.reading.text.content
    assert sum(stretch.role is not None for stretch in stretches(verdict)) == len(verdict.scores.duties)


def test_demands_are_marked_with_the_reason(verdict: Verdict) -> None:
    content = verdict.reading.text.content
    told = {(content[span.start : span.end], span.firmness.word, span.why) for span in spans(verdict)}
    assert ("RHIA", "required", "Required later: RHIT or RHIA, within 12 months of hire.") in told
    assert ("CCA", "preferred", "Preferred: CCA or CCS.") in told
    assert any(words.startswith("One year of experience") and kind == "required" for words, kind, _ in told)


OVERLAPS = [
    ("none", [], [("abcdef", None, ())]),
    ("inside", [(2, 4, 3, "x")], [("ab", None, ()), ("cd", 3, ("x",)), ("ef", None, ())]),
    ("over the edges", [(-2, 3, 0, "x"), (5, 9, 1, "y")], [("abc", 0, ("x",)), ("de", None, ()), ("f", 1, ("y",))]),
    ("crossing", [(0, 4, 2, "x"), (2, 6, 3, "y")], [("ab", 2, ("x",)), ("cd", 3, ("x", "y")), ("ef", 3, ("y",))]),
    ("same words, same reason", [(0, 6, 3, "x"), (0, 6, 0, "x")], [("abcdef", 3, ("x",))]),
]


@pytest.mark.parametrize(("marked", "cut"), [row[1:] for row in OVERLAPS], ids=[row[0] for row in OVERLAPS])
def test_overlapping_marks_are_cut_at_their_edges(
    marked: list[tuple[int, int, int, str]], cut: list[tuple[str, int | None, tuple[str, ...]]]
) -> None:
    near = [Span(start, end, Firmness(firm), why) for start, end, firm, why in marked]
    expected = [Run(text, None if firm is None else Firmness(firm), whys) for text, firm, whys in cut]
    assert list(runs("abcdef", 0, 6, near)) == expected


def test_a_long_ad_is_read_whole_and_shown_in_part(model: Model) -> None:
    shown = sheet(classify(Posting("Coder\n" + "Assigns ICD-10-CM codes to charts. " * 8000 + "\nCPC required"), model))
    assert shown.cut
    assert sum(len(run.text) for stretch in shown.text for run in stretch.runs) == MOST_SHOWN
    assert "CPC" in {demand.words for demand in shown.demands}


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "over 99%"), (0.994, "over 99%"), (0.93, "93%"), (0.5, "50%"), (0.001, "under 1%")]
)
def test_a_probability_never_claims_certainty(share: float, words: str) -> None:
    assert percent(share) == words


def test_doubts_say_what_to_do(model: Model) -> None:
    shown = sheet(classify(Posting("RHIT required"), model))
    assert any("Paste the whole ad" in doubt for doubt in shown.doubts)


def test_the_sheet_answers_in_plain_words(verdict: Verdict) -> None:
    shown = sheet(verdict)
    assert shown.role.role.name == "Health information technician"
    assert [(demand.strength, demand.words) for demand in shown.demands] == [
        ("Required later", "RHIT or RHIA, within 12 months of hire"),
        ("Preferred", "CCA or CCS"),
    ]
    assert ("Pay", "$26.10 to $34.80 per hour") in {(fact.label, fact.value) for fact in shown.offer}
    assert sum(share.share for share in shown.shares) == pytest.approx(1)
    assert json.loads(shown.json)["role"] == "rhit"
    assert {entry.code for entry in shown.glossary} == {"RHIT", "RHIA", "CCA", "CCS"}


def test_the_summary_is_plain_lines(verdict: Verdict) -> None:
    lines = summary(sheet(verdict)).splitlines()
    assert lines[0] == "Title: Health Information Technician"
    assert "Credential, required later: RHIT or RHIA, within 12 months of hire" in lines
    assert all(": " in line or line.startswith("Read by") for line in lines)


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("records-clerk", "clerk"),
        ("outpatient-coder", "coder"),
        ("cancer-registrar", "cancer_registrar"),
        ("technician", "rhit"),
        ("inflated-title", "clerk"),
    ],
)
def test_the_examples_show_what_their_names_promise(model: Model, key: str, role: str) -> None:
    assert classify(read_postings(samples()[key].text.encode())[0], model).role == role
