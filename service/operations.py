"""The operations of the API as data: what each takes and answers. The OpenAPI document is made from it."""

from dataclasses import dataclass

from pydantic import BaseModel

from service import answers, fits, inputs

#: What every operation may answer, and why.
COMMON = {
    429: "The client asked too often; `Retry-After` tells when it may ask again.",
    500: "A fault of the service.",
    503: "The queue is full, or the server stops; `Retry-After` tells when to ask again.",
}
KEYED = {401: "An API key is needed, and there was none or a wrong one."}
BODY = {
    400: "The body is not valid JSON.",
    408: "The client sent nothing of its body for too long.",
    413: "The body is too large: more than 10,000,000 bytes for a posting, 64,000,000 for a batch.",
    415: "The content type is none of those listed.",
}

_TEXTS = {
    "text/plain": "Medical Coder\n- Assigns ICD-10-CM and CPT codes to outpatient encounters\nCPC required",
    "text/html": "<h1>Medical Coder</h1><ul><li>Assigns ICD-10-CM codes</li></ul><p>CPC required within 12 months</p>",
}
_POSTING = {
    "id": "4711",
    "title": "HIM Clerk",
    "text": "Scans and indexes charts. High school diploma required.",
}

_CANDIDATE = {
    "credentials": [{"code": "RHIT", "status": "held", "since": "2024-05"}],
    "education": {"level": "associate", "field": "HIT", "cahiim": True},
    "experience": [{"years": 2, "domain": "records"}],
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path. ``answer`` is None for what isn't JSON; then ``media_type`` says what it is.

    ``texts`` are the media types taken beside JSON, with an example each; ``faults`` are statuses with their reasons.
    """

    method: str
    path: str
    name: str
    summary: str
    description: str
    tag: str
    answer: type[BaseModel] | None
    faults: dict[int, str]
    media_type: str = "application/json"
    body: type[BaseModel] | None = None
    example: object = None
    texts: dict[str, str] | None = None
    query: type[BaseModel] | None = None


OPERATIONS = (
    Operation(
        "post",
        "/v1/classify",
        "classify",
        "Judge one posting",
        "Send a JSON posting, or the ad itself as plain text or HTML. Of a page with several postings the first is"
        " judged; `X-Postings-Found` tells how many there were.",
        "postings",
        answers.Verdict,
        BODY | {422: "The posting can't be judged, for example because it holds no word."} | KEYED | COMMON,
        body=inputs.AnyPosting,
        example=_POSTING,
        texts=_TEXTS,
        query=inputs.ClassifyQuery,
    ),
    Operation(
        "post",
        "/v1/classify/batch",
        "classify_batch",
        "Judge many postings",
        "Answers one entry a posting, in order: a verdict, or an error that says what to do. A posting without an id"
        " goes by its place, counted from 1; a page that holds several gives an entry for each.",
        "postings",
        answers.Results,
        BODY | {422: "The body is JSON but no batch; up to 2,000 postings are taken."} | KEYED | COMMON,
        body=inputs.Batch,
        example={"postings": [_POSTING]},
    ),
    Operation(
        "post",
        "/v1/fit",
        "fit",
        "Compare a candidate with a posting",
        "Answers each demand of the ad as met, unmet or open, with the reason, the words of the ad and what would close"
        " the gap; never a score, and a person decides. Without a candidate the posting is judged against itself.",
        "postings",
        fits.FitAnswer,
        BODY
        | {422: "The posting can't be judged, or the candidate has a key or value that isn't known or not needed."}
        | KEYED
        | COMMON,
        body=fits.FitRequest,
        example={"posting": _POSTING, "candidate": _CANDIDATE},
    ),
    Operation(
        "get",
        "/v1/roles",
        "roles",
        "The codebook",
        "The six roles: what each means, what belongs to it and what doesn't, and what its ads look like.",
        "knowledge",
        answers.Codebook,
        KEYED | COMMON,
    ),
    Operation(
        "get",
        "/v1/credentials",
        "credentials",
        "The catalogue of credentials",
        "Every credential, license and class of credentials that is known, with the code that it goes by today.",
        "knowledge",
        answers.Catalogue,
        KEYED | COMMON,
    ),
    Operation(
        "get",
        "/healthz",
        "healthz",
        "Does the process live?",
        "Always 200 while the process serves requests.",
        "operations",
        answers.Health,
        COMMON,
    ),
    Operation(
        "get",
        "/readyz",
        "readyz",
        "Can it judge?",
        "200 once the model has answered a self-test; 503 where it can't, and while the server stops.",
        "operations",
        answers.Ready,
        COMMON,
    ),
    Operation(
        "get",
        "/metrics",
        "metrics",
        "Counts for Prometheus",
        "The counts of all workers in the text format of Prometheus.",
        "operations",
        None,
        COMMON,
        media_type="text/plain",
    ),
    Operation(
        "get",
        "/openapi.json",
        "openapi",
        "This document",
        "OpenAPI 3.1.",
        "operations",
        None,
        COMMON,
    ),
    Operation(
        "get",
        "/docs",
        "docs",
        "This document as a page",
        "Needs neither scripts nor another host.",
        "operations",
        None,
        COMMON,
        media_type="text/html",
    ),
)
