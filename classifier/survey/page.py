"""One page with everything that a survey counted; it loads nothing from anywhere and runs no script."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from classifier.survey.background import experience, schooling
from classifier.survey.demanded import demanded
from classifier.survey.employers import employers
from classifier.survey.errors import SurveyError
from classifier.survey.examples import cut
from classifier.survey.found import found
from classifier.survey.pays import pays
from classifier.survey.regions import regions
from classifier.survey.sheet import Book, Figure, Named, Section
from classifier.survey.standing import left_out, review, roles
from classifier.survey.summary import summary
from classifier.survey.survey import Survey
from classifier.survey.times import times
from classifier.survey.wording import missing, role_names

#: The chapters in the order in which they are read, roles first; those without anything to tell are left out.
_CHAPTERS = (roles, times, regions, employers, demanded, schooling, experience, pays, found, review, left_out)


def page(counted: Survey, name: str) -> str:
    """Return the page as HTML; ``name`` is what the results are called."""
    book = Book()
    chapters = (left_out,) if not counted.ads.rows else _CHAPTERS
    sections = tuple(made for chapter in chapters if (made := chapter(counted, book)))
    loader = PackageLoader("classifier.survey", "pages")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.tests |= {"figure_cell": lambda cell: isinstance(cell, Figure), "named": lambda cell: isinstance(cell, Named)}
    return pages.get_template("survey.html").render(
        name=cut(name),
        counted=counted,
        summary=summary(counted),
        sections=sections,
        listings=book.listings,
        notes=_notes(counted, sections),
        role_names=role_names(),
        most=counted.tally.most_examples,
    )


def _notes(counted: Survey, sections: tuple[Section, ...]) -> list[str]:
    """Return what the page couldn't tell, and why."""
    shown, notes = {section.anchor for section in sections}, []
    for chapter, column in (("time", "posted"), ("places", "place")):
        if counted.ads.rows and chapter not in shown:
            without = counted.lacking[column] == counted.rows
            notes.append(missing(f"{column}_column" if without else column))
    for subject, times_ in sorted(counted.tally.beyond.items()):
        notes.append(f"There were too many different names of the kind {subject}: {times_:,} times one wasn't counted.")
    return notes


def write_page(counted: Survey, name: str, place: Path) -> None:
    """Write the page to a file. Raises SurveyError ``unwritable``."""
    beside = place.with_name(f".{place.name}.part")
    try:
        beside.write_text(page(counted, name), "utf-8", errors="replace")
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SurveyError("unwritable", f"{place} can't be written: {error.strerror or error}") from error
