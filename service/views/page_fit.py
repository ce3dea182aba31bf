"""The recruiters' page for one candidate beside one ad; without a candidate, for the ad by itself."""

from http import HTTPStatus

from flask import Blueprint, render_template, request

from classifier import Candidate, CandidateError, Posting, PostingError, fit
from service import applicants
from service.forms import Form, form
from service.judging import judged, refused
from service.marks import MOST_SHOWN
from service.matches import heard, match
from service.samples import samples
from service.sheets import percent, roles, sheet
from service.views import page

views = Blueprint("page_fit", __name__)
views.after_request(page.as_page)


@views.get("/fit")
def choose() -> str:
    """Answer the form."""
    return _form_page({})


@views.post("/fit")
def answer() -> str | tuple[str, int]:
    """Answer how the candidate meets the ad, or the form again with what to do."""
    posted = form(request)
    try:
        chosen = _chosen(posted)
        candidate = applicants.candidate(posted.fields)
        return _answer_page(page.postings(chosen), candidate, chosen)
    except PostingError as error:
        refused(error.code)
        message = error.message
    except CandidateError as error:
        message = error.message
    return _form_page(_kept(posted.fields), message), HTTPStatus.UNPROCESSABLE_ENTITY


def _chosen(posted: Form) -> Form:
    """Return the form with the text of a chosen example in place of pasted text; a file comes before both."""
    key = posted.field("example")
    if not key or posted.files:
        return posted
    sample = samples().get(key)
    if sample is None:
        raise PostingError("unknown_example", "There is no such example: choose one from the list.")
    return Form({**posted.fields, "text": sample.text, "title": ""}, ())


def _answer_page(postings: tuple[Posting, ...], candidate: Candidate | None, posted: Form) -> str:
    verdict = judged(postings[0])
    text = verdict.reading.text.content if posted.files else posted.fields["text"]
    title = posted.field("title") or postings[0].title or ""
    return render_template(
        "fit_answer.html",
        sheet=sheet(verdict),
        match=match(fit(verdict, candidate)) if candidate else None,
        heard=heard(candidate) if candidate else (),
        others_read=len(postings) - 1,
        most_shown=MOST_SHOWN,
        roles=roles(),
        percent=percent,
        **_form_words(_kept({**posted.fields, "text": text, "title": title, "example": ""})),
    )


def _form_page(kept: dict[str, str], error: str | None = None) -> str:
    return render_template("fit.html", error=error, **_form_words(kept))


def _form_words(kept: dict[str, str]) -> dict[str, object]:
    """Return what the form is made of; ``kept`` is what was filled in before."""
    return {"kept": kept, "samples": samples().values(), "applicants": applicants}


def _kept(fields: dict[str, str]) -> dict[str, str]:
    return {name: value[: page.MOST_KEPT] for name, value in fields.items()}
