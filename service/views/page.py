"""The recruiters' page: one ad in, its verdict in plain words out."""

import re
from http import HTTPStatus

from flask import Blueprint, Response, abort, render_template, request

from classifier import Posting, PostingError, read_postings
from service import samples
from service.forms import Form, form
from service.judging import judged, refused
from service.marks import MOST_SHOWN
from service.sheets import percent, roles, sheet
from service.summaries import summary
from service.uploads import single
from service.views import page_many

views = Blueprint("page", __name__)
views.register_blueprint(page_many.views)

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)

#: Pasted text up to this length is put back into the form, so that it can be changed and read again.
MOST_KEPT = 200_000


@views.get("/")
def home() -> str:
    """Answer the form."""
    return _form_page(Form({}, ()))


@views.post("/")
def answer() -> str | tuple[str, int]:
    """Answer the verdict on what was pasted or chosen, or the form again with what to do."""
    posted = form(request)
    try:
        return _answer_page(postings(posted), posted)
    except PostingError as error:
        refused(error.code)
        return _form_page(posted, error.message), HTTPStatus.UNPROCESSABLE_ENTITY


@views.get("/examples/<key>")
def example(key: str) -> str:
    """Answer the verdict on one of the ads to try."""
    sample = samples.samples().get(key)
    if sample is None:
        abort(HTTPStatus.NOT_FOUND, "There is no such example: the first page lists them.")
    return _answer_page(read_postings(sample.text.encode()), Form({"text": sample.text}, ()))


@views.after_request
def as_page(answer: Response) -> Response:
    """Return a problem document as a page: whoever asks here reads in a browser."""
    if answer.mimetype != "application/problem+json":
        return answer
    problem = answer.get_json(force=True)
    answer.set_data(render_template("problem.html", problem=problem))
    answer.content_type = "text/html; charset=utf-8"
    return answer


def postings(posted: Form) -> tuple[Posting, ...]:
    """Return the postings of a form; a chosen file comes before pasted text."""
    title = posted.field("title") or None
    if posted.files:
        return single(posted.files[0], title)
    text = posted.field("text")
    if not text:
        raise PostingError("empty", "There is nothing to read yet: paste an ad, choose a file, or try an example.")
    if _ADDRESS.fullmatch(text):
        raise PostingError(
            "address", "This is only the address of an ad: open it, select all, copy, and paste the text here."
        )
    return read_postings(posted.fields["text"].encode("utf-8", "replace"), title=title)


def _form_page(posted: Form, error: str | None = None) -> str:
    return render_template(
        "home.html", samples=samples.samples().values(), kept=_kept(posted), error=error, roles=roles().values()
    )


def _answer_page(postings: tuple[Posting, ...], posted: Form) -> str:
    verdict = judged(postings[0])
    shown = sheet(verdict)
    # What came in a file is put into the form as text, so that it too can be changed and read again.
    text = verdict.reading.text.content if posted.files else posted.fields["text"]
    title = posted.field("title") or postings[0].title or ""
    return render_template(
        "answer.html",
        sheet=shown,
        summary=summary(shown),
        others=len(postings) - 1,
        samples=samples.samples().values(),
        kept=_kept(Form({"title": title, "text": text}, ())),
        most_shown=MOST_SHOWN,
        roles=roles(),
        percent=percent,
    )


def _kept(posted: Form) -> dict[str, str]:
    return {name: posted.fields.get(name, "")[:MOST_KEPT] for name in ("title", "text")}
