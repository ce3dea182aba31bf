"""What clients send: the shapes that requests are checked against and that the OpenAPI document shows."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    StrictBool,
    StrictInt,
    StrictStr,
    Tag,
    ValidationError,
)

from classifier import Posting, PostingError, from_mapping
from service.limits import MAX_BATCH_POSTINGS

Shape = TypeVar("Shape", bound=BaseModel)

_BODIES = ("text", "html", "body", "description")
_WITH_TEXT = "Whether the verdict shall hold the cleaned text (`text`)."
_SCHEMA_ORG = ("@type", "@graph", "hiringOrganization")


class PlainPosting(BaseModel):
    """A job ad with its text or HTML in one of `text`, `html`, `body`, `description`; HTML is recognized by looking."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"anyOf": [{"required": [key]} for key in _BODIES]})

    id: StrictStr | StrictInt | None = Field(None, description="Handed back in the verdict.")
    title: StrictStr | None = Field(None, description="Without it the first line that is no known heading serves.")
    company: StrictStr | None = None
    text: StrictStr | None = None
    html: StrictStr | None = None
    body: StrictStr | None = None
    description: StrictStr | None = None
    with_text: StrictBool = Field(
        default=False, description="Whether the verdict shall hold the cleaned text (`text`)."
    )


class SchemaOrgPosting(BaseModel):
    """A schema.org JobPosting as pages carry it in JSON-LD."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"anyOf": [{"required": [key]} for key in _SCHEMA_ORG]})

    with_text: StrictBool = Field(
        default=False, description="Whether the verdict shall hold the cleaned text (`text`)."
    )


def _kind(value: object) -> str:
    return "schema_org" if isinstance(value, Mapping) and any(key in value for key in _SCHEMA_ORG) else "plain"


class AnyPosting(
    RootModel[
        Annotated[
            Annotated[PlainPosting, Tag("plain")] | Annotated[SchemaOrgPosting, Tag("schema_org")],
            Discriminator(_kind),
        ]
    ]
):
    """One posting."""


class Batch(BaseModel):
    """Postings to be judged in one request."""

    model_config = ConfigDict(extra="forbid")

    postings: list[Any] = Field(
        description="Postings as `/v1/classify` takes them. One that can't be judged gets an error in its place.",
        min_length=1,
        max_length=MAX_BATCH_POSTINGS,
    )
    with_text: StrictBool = Field(
        default=False, description="Whether every verdict shall hold the cleaned text (`text`)."
    )


class ClassifyQuery(BaseModel):
    """The query of `/v1/classify`."""

    model_config = ConfigDict(extra="forbid")

    with_text: Literal["true", "false", "1", "0"] = Field("false", description=_WITH_TEXT)

    @property
    def wanted(self) -> bool:
        """Whether the text is asked for."""
        return self.with_text in ("true", "1")


def json_value(body: bytes) -> object:
    """Return the JSON value in ``body``, which is UTF-8 as RFC 8259 has it; a byte order mark is passed over.

    Raises PostingError ``not_json``, also for NaN, for what is nested too deep to read and for endless numbers.
    """
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        met = "it is nested too deep" if isinstance(error, RecursionError) else str(error)
        raise PostingError("not_json", f"The body is not valid JSON in UTF-8 ({met}): send one object.") from None


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def postings_in(value: object) -> tuple[tuple[Posting, ...], bool]:
    """Return the postings that one JSON value stands for, mostly one, and whether their text is asked for.

    Raises PostingError: ``wrong_type`` naming the key, and what classifier.from_mapping raises.
    """
    if not isinstance(value, Mapping):
        advice = "send one posting, an object; for several postings use /v1/classify/batch"
        raise PostingError("wrong_type", f"A JSON posting is an object: {advice}.")
    posting = checked(AnyPosting, value).root
    return from_mapping(value), posting.with_text


def given_id(value: object) -> str | None:
    """Return the id that a posting which can't be read was given, None where it has none that could be handed back."""
    found = value.get("id") if isinstance(value, Mapping) else None
    if isinstance(found, bool) or not isinstance(found, str | int):
        return None
    return str(found).strip().encode("utf-8", "replace").decode() or None


def checked(shape: type[Shape], value: object) -> Shape:
    """Return ``value`` as ``shape``; raises PostingError ``wrong_type`` naming the first key that is wrong."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("plain", "schema_org", "str", "int"))
        met = "it must be an object" if first["type"] == "model_type" else first["msg"]
        raise PostingError("wrong_type", f"{place or 'The value'} is wrong: {met}.") from None
