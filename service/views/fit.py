"""A candidate compared with a posting."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify

from classifier import CandidateError, PostingError, fit
from service.fits import asked
from service.judging import judged, refused
from service.payloads import json_body
from service.problems import problem

views = Blueprint("fit", __name__, url_prefix="/v1")


@views.post("/fit")
def fit_one() -> Response:
    """Answer how the candidate in the body meets the posting beside it; without one, how the posting meets itself."""
    try:
        posting, candidate, with_text = asked(json_body())
    except PostingError as error:
        refused(error.code)
        raise
    return jsonify(fit(judged(posting), candidate).to_dict(with_text=with_text))


@views.errorhandler(CandidateError)
def candidate_error(error: CandidateError) -> Response:
    """Answer what is wrong with the candidate."""
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, error.code, error.message)
