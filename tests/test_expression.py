"""The normal form of a requirement: printing, reading back, and the tree for JSON."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.demands.expression import (
    All,
    Any,
    Atom,
    Clause,
    Code,
    Deadline,
    Degree,
    Expression,
    Group,
    License,
    Status,
    Strength,
    Years,
    atoms,
    clause_text,
    tree,
)
from classifier.demands.notation import NotationError, parse

TABLES = Path(__file__).parent / "tables"
EXAMPLES = [json.loads(line)["form"] for line in (TABLES / "phrases_examples.jsonl").read_text("utf-8").splitlines()]

BROKEN = ["", "REQ", "REQ[", "REQ[RHIT", "REQ[]", "WANT[RHIT]", "REQ[ANY(RHIT)]", "REQ[RHIT] ", "REQ[exp(many)]"]

TREES = [
    ("REQ[RHIT]", {"item": "RHIT"}),
    ("REQ[elig:RHIT]", {"item": "RHIT", "status": "elig"}),
    ("REQ[CPC@12mo]", {"item": "CPC", "deadline": {"n": 12, "unit": "mo", "anchor": "hire"}}),
    ("REQ[ANY1(RHIT,RHIA)+eq]", {"op": "ANY", "k": 1, "args": [{"item": "RHIT"}, {"item": "RHIA"}], "eq": True}),
    ("REQ[ALL(RHIT,deg(hs)+eq)]", {"op": "ALL", "args": [{"item": "RHIT"}, {"item": "deg(hs)", "eq": True}]}),
]

_ITEMS = st.one_of(
    st.sampled_from(["RHIT", "CCS-P", "CIPP/US", "COC-A/CIC-A"]).map(Code),
    st.builds(Group, st.sampled_from(["CODING_ANY", "HIM_ANY"]), st.sampled_from([(), ("AHIMA",), ("AHIMA", "AAPC")])),
    st.builds(Degree, st.sampled_from(["bachelor", "?", "*"]), st.sampled_from([None, "HIM|related"]), st.just(None)),
    st.builds(Years, st.sampled_from([None, 2.0, 0.5]), st.none(), st.just("yr"), st.sampled_from([None, "coding"])),
    st.just(License("RN")),
)
_DEADLINES = st.sampled_from(
    [None, Deadline(12, "mo"), Deadline(90, "d"), Deadline(None, "?"), Deadline(None, "ongoing")]
)
_ATOMS = st.builds(Atom, _ITEMS, st.sampled_from(Status), st.booleans(), _DEADLINES)
_EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.builds(Any, st.integers(1, 5), st.lists(inner, min_size=1, max_size=4).map(tuple), st.booleans()),
        st.builds(All, st.lists(inner, min_size=1, max_size=4).map(tuple), st.booleans()),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("form", EXAMPLES)
def test_every_example_reads_back_as_written(form: str) -> None:
    assert clause_text(parse(form)) == form


@pytest.mark.parametrize("form", BROKEN)
def test_what_is_no_normal_form_is_refused_with_its_place(form: str) -> None:
    with pytest.raises(NotationError, match="at character"):
        parse(form)


@pytest.mark.parametrize(("form", "expected"), TREES)
def test_the_tree_holds_what_the_string_holds(form: str, expected: dict[str, object]) -> None:
    assert tree(parse(form)[0].expression) == expected
    json.dumps(expected)


@given(_EXPRESSIONS, st.sampled_from([Strength.REQ, Strength.STRONG, Strength.NOT_ACCEPTED]), _DEADLINES)
def test_any_clause_reads_back(expression: Expression, strength: Strength, deadline: Deadline | None) -> None:
    clause = Clause(strength, (expression,), deadline, "level=II", (("ambiguous", "true"),))
    assert parse(str(clause)) == (clause,)


def test_where_the_words_stood_doesnt_count_in_comparison() -> None:
    assert Atom(Code("RHIT"), start=3, end=7) == Atom(Code("RHIT"))


def test_the_atoms_of_a_clause_come_from_left_to_right() -> None:
    clause = parse("REQ[ALL(RHIT,ANY1(CCS,CIC))]")[0]
    assert [str(atom) for atom in atoms(clause.expression)] == ["RHIT", "CCS", "CIC"]


def test_a_flag_stands_once() -> None:
    clause = parse("REQ[RHIT]")[0]
    assert str(clause.flagged("conflict").flagged("conflict")) == "REQ[RHIT] conflict=true"
