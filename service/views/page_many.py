"""The recruiters' page for many ads: files in, a table or a CSV out."""

from base64 import b64encode
from http import HTTPStatus

from flask import Blueprint, Response, render_template, request

from classifier import PostingError
from service.forms import form
from service.judging import judged, refused
from service.sheets import roles
from service.tables import Row, row, spreadsheet
from service.uploads import MAX_ADS, Entry, entries

views = Blueprint("many", __name__)

_NAME = "rolecall.csv"


@views.get("/several")
def choose() -> str:
    """Answer the form."""
    return _form_page()


@views.post("/several")
def answer() -> Response | str | tuple[str, int]:
    """Answer the table of verdicts, or the CSV where that was asked for, or the form again with what to do."""
    posted = form(request)
    try:
        rows = _rows(entries(posted.files))
    except PostingError as error:
        refused(error.code)
        return _form_page(error.message), HTTPStatus.UNPROCESSABLE_ENTITY
    sheet = spreadsheet(rows)
    if posted.field("answer") == "csv":
        return _download(sheet)
    return _table_page(rows, sheet)


def _download(sheet: bytes) -> Response:
    answer = Response(sheet, content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=_NAME)
    return answer


def _table_page(rows: tuple[Row, ...], sheet: bytes) -> str:
    # The download lies in the page itself, so nothing has to be kept here until it is asked for.
    link = f"data:text/csv;charset=utf-8;base64,{b64encode(sheet).decode()}"
    found = [row.role.code for row in rows if row.role]
    counts = tuple((role, found.count(code)) for code, role in roles().items() if code in found)
    return render_template("table.html", rows=rows, link=link, name=_NAME, counts=counts)


def _form_page(error: str | None = None) -> str:
    return render_template("several.html", error=error, most=MAX_ADS)


def _rows(found: tuple[Entry, ...]) -> tuple[Row, ...]:
    """Return a row for each entry; raises PostingError where there is but one, and it can't be read."""
    if len(found) == 1 and found[0].error:
        raise PostingError("unreadable", found[0].error)
    return tuple(_row(entry) for entry in found)


def _row(entry: Entry) -> Row:
    if entry.posting is None:
        refused("unreadable")
        return Row(entry.id, error=entry.error or "")
    return row(entry.id, judged(entry.posting))
