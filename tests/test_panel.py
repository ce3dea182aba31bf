"""The panel that people get at a terminal."""

import pytest
from rich.console import Console

from classifier import Posting, classify
from classifier.model import Model
from classifier.panel import panel

BODY = """Coder II
Position summary
You code charts for two hospitals.
Duties
- Assigns ICD-10-CM and CPT codes to outpatient charts in Epic
- Holds 95% accuracy at 12 charts an hour
{more}
Requirements
- CPC required; Cerner preferred
- 1 year of coding
Our team has two RHITs.
Full-time, remote. $25.50 to $31 an hour."""


def shown(model: Model, more: str = "") -> str:
    """Return the panel of an ad, ``more`` duties added, as plain text without line breaks in its rows."""
    console = Console(width=300, color_system=None)
    with console.capture() as told:
        console.print(panel(classify(Posting(body=BODY.format(more=more)), model)))
    return told.get()


@pytest.mark.parametrize(
    "row",
    [
        ("pay", "25.50 to 31 USD an hour"),
        ("workplace", "remote"),
        ("employment type", 'full time ("Full-time")'),
        ("level", "II"),
        ("accuracy", "95%"),
        ("productivity", "12 charts an hour"),
        ("REQ software", "Epic"),
        ("PREF software", "Oracle Health (Cerner)"),
        ("REQ 1 year", "1 year of coding"),
    ],
)
def test_a_panel_has_a_row_for_each_thing_the_ad_says(model: Model, row: tuple[str, str]) -> None:
    assert any(line.strip("│ ").startswith(row[0]) and row[1] in line for line in shown(model).splitlines())


def test_a_panel_never_claims_certainty(model: Model) -> None:
    told = shown(model)
    assert "coder over 99%" in told
    assert "100%" not in told


def test_a_panel_counts_the_duties_that_it_leaves_out(model: Model) -> None:
    more = "\n".join(f"- Assigns CPT codes to surgery charts of clinic {number}" for number in range(10))
    assert " more " in shown(model, more)
    assert " more " not in shown(model)
