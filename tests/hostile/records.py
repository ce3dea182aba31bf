"""JSON: what is none, what nests, numbers without end, keys and values of the wrong kind."""

import json

from .case import AD, AD_READ, PAGE, RHIT_READ, Case, Refused, json_case

NOT_JSON = Refused("bad_json", "one object or a list")
NO_OBJECT = Refused("bad_json", "at least one")
TOO_DEEP = Refused("bad_json", "nested too deep")
NO_TEXT = Refused("no_text", "text")
NO_WORDS = Refused("no_words", "no word")
TOO_LARGE = Refused("too_large", "10,000,000")

_RECORD = {"id": "a", "title": "Medical Coder", "text": AD}


def _wrong(met: str) -> Refused:
    return Refused("wrong_type", met)


def _with(key: str, written: str) -> bytes:
    """Return the record as JSON with one more key, its value as it stands."""
    return f'{json.dumps(_RECORD)[:-1]}, "{key}": {written}}}'.encode()


def _nested(depth: int) -> bytes:
    return _with("more", "[" * depth + "]" * depth)


NONE = (
    json_case("no byte", b"", NOT_JSON, http="not_json"),
    json_case("a byte order mark", b"\xef\xbb\xbf", NOT_JSON, http="not_json"),
    json_case("text", AD, NOT_JSON, http="not_json"),
    json_case("a page", PAGE, NOT_JSON, http="not_json"),
    json_case("an object cut off", b'{"text": "RHIT required', NOT_JSON, http="not_json"),
    json_case("two objects", json.dumps(_RECORD) * 2, NOT_JSON, http="not_json"),
    json_case("lines of objects", f"{json.dumps(_RECORD)}\n" * 2, NOT_JSON, http="not_json"),
    json_case("an object with a comment", '{"text": "RHIT required"} // ad', NOT_JSON, http="not_json"),
    json_case("Python", "{'text': 'RHIT required', 'id': None}", NOT_JSON, http="not_json"),
    json_case("a comma too many", '{"text": "RHIT required",}', NOT_JSON, http="not_json"),
    json_case("a PDF", b"%PDF-1.7 RHIT", Refused("binary", "PDF"), http="not_json"),
    json_case("null", "null", NO_OBJECT, http="wrong_type", batch="wrong_type"),
    json_case("true", "true", NO_OBJECT, http="wrong_type", batch="wrong_type"),
    json_case("a number", "7", NO_OBJECT, http="wrong_type", batch="wrong_type"),
    json_case("a text", '"RHIT required"', NO_OBJECT, http="wrong_type", batch="wrong_type"),
    json_case("an empty list", "[]", NO_OBJECT, http="wrong_type", batch="wrong_type"),
    json_case("a list of numbers", "[1, 2]", NO_OBJECT, http="wrong_type", batch="wrong_type"),
    json_case("a list of lists", [[_RECORD]], NO_OBJECT, http="wrong_type", batch="wrong_type"),
)

NESTED = (
    json_case("10,000 deep", _nested(10_000), TOO_DEEP, http="not_json"),
    json_case("200,000 deep", lambda: _nested(200_000), TOO_DEEP, http="not_json"),
    json_case("200,000 objects deep", lambda: b'{"a":' * 200_000, TOO_DEEP, http="not_json"),
    json_case("500 deep", _nested(500), AD_READ),
    json_case("postings in postings", {"posting": {"posting": {"text": AD}}}, NO_TEXT),
    json_case(
        "100,000 keys", lambda: json.dumps({**_RECORD, **{f"k{n}": n for n in range(100_000)}}).encode(), AD_READ
    ),
    json_case("a key of a megabyte", lambda: json.dumps({**_RECORD, "k" * 1_000_000: 1}).encode(), AD_READ),
    json_case(
        "30 MB", lambda: json.dumps({"text": "RHIT " * 6_000_000}).encode(), TOO_LARGE, http="request_entity_too_large"
    ),
    json_case(
        "letters that are more bytes than characters",
        lambda: json.dumps({"text": "é" * 5_000_001}, ensure_ascii=False).encode(),
        TOO_LARGE,
        http="request_entity_too_large",
    ),
)

NUMBERS = (
    json_case("an id of 5,000 digits", _with("id", "9" * 5_000), AD_READ, http="not_json"),
    json_case("a number of 5,000 digits beside", _with("count", "9" * 5_000), AD_READ, http="not_json"),
    json_case("a number beyond numbers", _with("count", "1e400"), AD_READ),
    json_case("NaN", _with("count", "NaN"), AD_READ, http="not_json"),
    json_case("minus infinity", _with("count", "-Infinity"), AD_READ, http="not_json"),
    json_case("an id with a fraction", _with("id", "1.5"), _wrong("id"), batch=""),
    json_case("a number for a text", {"text": 5}, _wrong("text")),
)

KINDS = (
    json_case("an empty object", {}, NO_TEXT),
    json_case("a title alone", {"title": "Coder"}, NO_TEXT),
    json_case("an empty text", {"text": ""}, NO_WORDS),
    json_case("null for a text", {"text": None}, NO_WORDS),
    json_case("a list for a text", {"text": ["RHIT"]}, _wrong("text")),
    json_case("an object for a text", {"text": {"RHIT": 1}}, _wrong("text")),
    json_case("true for a title", {**_RECORD, "title": True}, _wrong("title")),
    json_case("an object for a company", {**_RECORD, "company": {}}, _wrong("company")),
    json_case("a list for an id", {**_RECORD, "id": []}, _wrong("id"), batch=""),
    json_case("true for an id", {**_RECORD, "id": True}, _wrong("id"), batch=""),
    json_case("a text for a posting", {"posting": "RHIT"}, _wrong("posting")),
    json_case("a number for html", {"html": 3.5}, _wrong("html")),
    json_case("a graph of nothing", {"@graph": []}, NO_TEXT),
    json_case("a graph that is a text", {"@graph": "RHIT"}, NO_TEXT),
    json_case("a type that is a number", {**_RECORD, "@type": 5}, AD_READ),
    json_case("keys that stand twice", '{"text": 5, "text": "RHIT required"}', RHIT_READ),
    json_case("keys of other languages", {**_RECORD, "__proto__": {}, "constructor": 1, "__class__": "os"}, AD_READ),
    json_case("a page nested too deep", {"html": "<div>" * 2_000 + "RHIT"}, Refused("too_deep", "1,000")),
    json_case(
        "an attribute too many", {"html": "<p " + "a " * 1_500 + ">RHIT</p>"}, Refused("too_many_attributes", "1,000")
    ),
)

LETTERS = (
    json_case("half a pair of surrogates", {"id": "\ud800", "title": "\udfff", "text": AD + "\ud83d"}, AD_READ),
    json_case(
        "null characters", {"id": "a\u0000b", "title": "Coder\u0000", "text": AD.replace(" ", " \u0000")}, AD_READ
    ),
    json_case("a raw line feed in a text", b'{"text": "RHIT required\nApply"}', RHIT_READ, http="not_json"),
    json_case("UTF-16", json.dumps(_RECORD).encode("utf-16"), AD_READ, http="not_json"),
    json_case("a byte order mark before it", b"\xef\xbb\xbf" + json.dumps(_RECORD).encode(), AD_READ),
    json_case("letters of Windows", b'{"text": "RHIT required \x96 r\xe9mote"}', RHIT_READ, http="not_json"),
    json_case("a script for a title", {**_RECORD, "title": "<script>alert(1)</script>"}, AD_READ),
    json_case("a formula for an id", {**_RECORD, "id": "=1+1", "title": "@SUM(A1)"}, AD_READ),
    json_case("a path for an id", {**_RECORD, "id": "../../etc/passwd\r\nSet-Cookie: a=b"}, AD_READ),
    json_case("a title of a megabyte", lambda: json.dumps({**_RECORD, "title": "word " * 50_000}).encode(), AD_READ),
)

CASES: tuple[Case, ...] = (*NONE, *NESTED, *NUMBERS, *KINDS, *LETTERS)
