"""Vacancy questionnaires are read from the script that holds them."""

import json

import pytest

from classifier.source.questionnaire import questionnaire

MODEL = {
    "PositionTitle": "Medical  Records Technician",
    "AgencyName": "Example Service",
    "AnnouncementNumber": "EX-1",
    "AnnouncementSections": [{"Questions": [{"QuestionText": "Do you claim preference?"}]}],
    "AssessmentSections": [
        {"SortOrder": 2, "Questions": [{"QuestionDisplayIdentifier": "2", "QuestionText": "Files records"}]},
        {
            "SortOrder": 1,
            "Questions": [
                {"QuestionDisplayIdentifier": None, "QuestionText": "<p>Choose one.</p>", "Answers": None},
                {
                    "QuestionDisplayIdentifier": "1",
                    "QuestionText": "Codes <b>charts</b>",
                    "Answers": [
                        {"ResponseDisplayIdentifier": "A", "Text": "I have done this"},
                        {"ResponseDisplayIdentifier": "B", "Text": ""},
                    ],
                },
                {
                    "QuestionDisplayIdentifier": "3",
                    "QuestionText": "Queries physicians",
                    "Answers": [{"ResponseDisplayIdentifier": "A", "Text": "I have done this"}],
                },
            ],
        },
    ],
}


def _page(model: object) -> str:
    return f"<p>Preview</p><script>var Model = {json.dumps({'model': model})};</script>"


def test_questions_and_answers_become_lines() -> None:
    sheet = questionnaire(_page(MODEL))
    assert sheet is not None
    assert (sheet.title, sheet.company, sheet.id) == ("Medical Records Technician", "Example Service", "EX-1")
    assert sheet.body.splitlines() == [
        "Choose one.",
        "1. Codes charts",
        "A. I have done this",
        "3. Queries physicians",
        "2. Files records",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>RHIT</p>",
        "<p>AssessmentSections</p>",
        '<script>var Model = {"AssessmentSections"',
        '<script>var Model = {"model": ["AssessmentSections"]}</script>',
        '"AssessmentSections" var Model = ' + '{"a":' * 100_000,
        '"AssessmentSections" var Model = [1]',
    ],
)
def test_other_pages_hold_none(html: str) -> None:
    assert questionnaire(html) is None


@pytest.mark.parametrize("odd", [None, 5, "text", [None, 3], [{"Questions": [{"QuestionText": 7, "Answers": [4]}]}]])
def test_odd_values_are_passed_over(odd: object) -> None:
    sheet = questionnaire(_page({"AssessmentSections": odd, "PositionTitle": odd}))
    assert sheet is not None
    assert sheet.body == ""
