"""The page of an evaluation: everything on it, nothing from outside."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from classifier.roles import Role
from classifier.shares import Share
from classifier.source.posting import Posting
from classifier.training.controls import Point, learning_curve, shuffled
from classifier.training.evaluation import evaluation
from classifier.training.figures import figures
from classifier.training.outcomes import Outcome
from classifier.training.pooling import read_all
from classifier.training.report import Controls, page, write_report
from classifier.training.rows import LabelledLine, LabelledPosting
from classifier.training.train import Lessons

DUTIES = {
    Role.CLERK: ("Files charts", "Scans and indexes loose papers", "Pulls folders for the clinic"),
    Role.CODER: ("Codes inpatient charts", "Assigns diagnosis codes", "Sequences procedure codes"),
    Role.RHIT: ("Merges duplicate identities", "Checks charts for deficiencies", "Judges authorizations"),
    Role.OTHER: ("Takes blood pressure", "Greets visitors", "Drives a truck"),
}


def postings(brief: str) -> list[LabelledPosting]:
    return [
        LabelledPosting(Posting("\n".join(["Duties:", *lines]), id=f"{brief}-{role}", title="Job"), role, group=brief)
        for role, lines in DUTIES.items()
    ]


@pytest.fixture(scope="module")
def learned() -> Lessons:
    duties = tuple(LabelledLine(line, (role.value,)) for role, lines in DUTIES.items() for line in lines)
    missing = tuple(LabelledLine(f"Work of {role}", (role.value,)) for role in Role if role not in DUTIES)
    none = (LabelledLine("Free parking", ("none",)),)
    titles = tuple(LabelledLine(f"{role} job", (role.value,)) for role in Role)
    rows = [row for brief in ("p1", "p2", "p3") for row in postings(brief)]
    return Lessons((*duties, *missing, *none), titles, read_all(rows))


@pytest.fixture(scope="module")
def shown() -> str:
    row = LabelledPosting(Posting("x", id="ad-1", title="<script>alert(1)</script>"), Role.CODER)
    outcomes = [Outcome(row, Role.CLERK, 0.9), Outcome(row, Role.CODER, 0.8)]
    part = figures(outcomes)
    controls = Controls({"title masked": part}, [Point(1, 4, part), Point(3, 12, part)], {"p1": Share(3, 4)})
    return page(evaluation(outcomes), controls)


@pytest.mark.parametrize(
    "heading",
    [
        *("Figures", "Roles", "Confusion", "Reliability", "Accuracy against coverage"),
        *("Controls", "Learning curve", "Grouped by brief", "Worst errors"),
    ],
)
def test_each_part_has_its_place(shown: str, heading: str) -> None:
    assert f"<h2>{heading}</h2>" in shown


def test_the_page_loads_nothing_and_runs_nothing(shown: str) -> None:
    assert not re.search(r"<(?:script|link|img|iframe|object)\b", shown)
    assert not re.search(r"""(?:src|href)=["'](?!#)""", shown)
    assert "url(http" not in shown
    assert shown.count("<svg") == 3


def test_words_of_an_ad_are_shown_as_words(shown: str) -> None:
    assert "&lt;script&gt;alert(1)" in shown


def test_the_page_is_closed_html(shown: str) -> None:
    parser = HTMLParser()
    parser.feed(shown)
    parser.close()
    assert shown.count("<table>") == shown.count("</table>") >= 8


def test_the_same_figures_give_the_same_page() -> None:
    row = LabelledPosting(Posting("x", id="ad-1"), Role.CODER)
    told = evaluation([Outcome(row, Role.CODER, 0.8)])
    assert page(told, Controls({}, (), {})) == page(told, Controls({}, (), {}))


def test_the_report_goes_into_a_folder_that_is_made(tmp_path: Path) -> None:
    row = LabelledPosting(Posting("x", id="ad-1"), Role.CODER)
    place = write_report(evaluation([Outcome(row, Role.CODER, 0.8)]), Controls({}, (), {}), tmp_path / "new" / "out")
    assert place.name == "report.html"
    assert place.read_text("utf-8").startswith("<!doctype html>")


def test_the_learning_curve_has_a_point_for_every_second_brief_and_the_last(learned: Lessons) -> None:
    points = list(learning_curve(learned, postings("unseen")))
    assert [(point.briefs, point.postings) for point in points] == [(1, 4), (3, 12)]
    assert points[-1].figures.accuracy.value == 1


def test_shuffled_labels_teach_nothing_and_are_the_same_each_time(learned: Lessons) -> None:
    rows = postings("unseen")
    once, again = shuffled(learned, rows), shuffled(learned, rows)
    assert once.accuracy.hits < len(rows)
    assert once.confusion == again.confusion
