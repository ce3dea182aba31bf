"""Pages: markup without measure, entities, scripts, addresses that ask to be fetched, JSON-LD of every kind."""

import json

from .case import AD, AD_READ, NOTHING_ASKED, PAGE, RHIT_READ, Case, Refused, Verdict, html

NO_WORDS = Refused("no_words", "save the page as HTML")
TOO_DEEP = Refused("too_deep", "1,000")
TOO_MANY_ATTRIBUTES = Refused("too_many_attributes", "1,000")
TOO_MANY_POSTINGS = Refused("too_many_postings", "500")

_FILE = "file:///etc/passwd"
_JOB = {"@type": "JobPosting", "title": "Medical Coder", "description": AD}


def _ld(*blocks: object, markup: str = "<p>Menu</p>") -> str:
    """Return a page with these JSON-LD blocks, texts as they stand."""
    written = (block if isinstance(block, str) else json.dumps(block) for block in blocks)
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in written)
    return f"<html><head>{scripts}</head><body>{markup}</body></html>"


def _entities() -> str:
    """Return a page whose entity would be a thousand million words."""
    steps = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE html [<!ENTITY lol0 "lol">{steps}]><html><body><p>RHIT required &lol9;</p></body></html>'


def _job(**fields: object) -> str:
    return _ld({**_JOB, **fields})


NOTHING = (
    html("no byte", b"", Refused("empty", "paste the ad's text")),
    html("a picture", "<img src=ad.png alt='RHIT required'>", NO_WORDS),
    html("a script", "<script>var ad = 'RHIT required'</script>", NO_WORDS),
    html("a style sheet", "<style>p { content: 'RHIT required' }</style>", NO_WORDS),
    html("a comment", "<!-- RHIT required -->", NO_WORDS),
    html("what is hidden", "<p hidden>RHIT required</p><p style='display:none'>RHIA required</p>", NO_WORDS),
    html("a title", "<title>RHIT required</title>", NO_WORDS),
    html("frames", "<iframe src='https://example.org/ad'></iframe><object data=ad.pdf></object>", NO_WORDS),
    html("an address to go to", "<meta http-equiv=refresh content='0; url=https://example.org/'>", NO_WORDS),
    html("30 MB", lambda: b"<p>RHIT</p>" * 2_800_000, Refused("too_large", "10,000,000")),
)

MEASURE = (
    html("100,000 nested tags", lambda: b"<div>" * 100_000 + PAGE.encode(), TOO_DEEP),
    html("a tag too deep", "<div>" * 1_001 + "RHIT required", TOO_DEEP),
    html("nested tags of letters", "<b><i><u>" * 1_000 + "RHIT required", TOO_DEEP),
    html("nested tags between pages", PAGE + "<span>" * 5_000, TOO_DEEP),
    html("as deep as may be", "<div>" * 990 + "<p>RHIT required</p>" + "</div>" * 990, RHIT_READ),
    html("end tags alone", "</div>" * 50_000 + PAGE, AD_READ),
    html("200,000 attributes", lambda: b"<p " + b"a=1 " * 200_000 + b">RHIT required</p>", TOO_MANY_ATTRIBUTES),
    html("200,000 names of attributes", lambda: b"<p " + b"a " * 200_000 + b">RHIT required</p>", TOO_MANY_ATTRIBUTES),
    html("an attribute too many", "<p " + "a=1 " * 1_001 + ">RHIT required</p>", TOO_MANY_ATTRIBUTES),
    html("an attribute of 2 MB", f"<p title='{'a b ' * 500_000}'></p>{PAGE}", AD_READ),
    html("a class of 200,000 words", f"<p class='{'menu ' * 200_000}'></p>{PAGE}", AD_READ),
    html("a tag's name of 2 MB", f"<{'a' * 2_000_000}>{PAGE}", AD_READ),
    html("comments that never close", PAGE + "<!--" * 100_000, AD_READ),
    html("scripts that never close", PAGE + "<script>" * 100_000, AD_READ),
    html("a tag that never closes", PAGE + "<p title='", AD_READ),
    html("angle brackets", PAGE + "<" * 100_000, AD_READ),
    html("declarations", PAGE + "<!" * 50_000, AD_READ),
    html("instructions", PAGE + "<?" * 50_000, AD_READ),
    html("CDATA in CDATA", PAGE + "<![CDATA[" * 20_000, AD_READ),
    html("101,000 tags", lambda: PAGE.encode() + b"<br>" * 101_000, AD_READ),
    html("tags that cross", "<b><i>" + "</b></i><b><i>" * 5_000 + "</b></i>" + PAGE, AD_READ),
    html("tables in tables", "<table><tr><td>" * 100 + "RHIT required", RHIT_READ),
    html("a list of 20,000 choices", PAGE + "<select>" + "<option>Ohio" * 20_000 + "</select>", AD_READ),
    html("a null byte in a tag", PAGE.replace("<ul>", "<ul\x00>"), AD_READ),
    html("a page in UTF-16", PAGE.encode("utf-16"), AD_READ),
    html("a charset that isn't", f"<meta charset=utf-16>{PAGE}", AD_READ),
    html("a charset of Python", f"<meta charset=unicode_escape>{PAGE}", AD_READ),
    html("a zip named as a page", b"PK\x03\x04" + bytes(100), Refused("binary", "ZIP")),
)

FOREIGN = (
    html("a bomb of entities", _entities(), RHIT_READ),
    html(
        "an entity from a file",
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{_FILE}">]><html><body><p>RHIT required &x;</p></body></html>',
        RHIT_READ,
    ),
    html(
        "a grammar from elsewhere",
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">{PAGE}',
        AD_READ,
    ),
    html(
        "a file drawn in",
        f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><xi:include href="{_FILE}"/><p>RHIT required</p>',
        RHIT_READ,
    ),
    html(
        "a file as picture, frame and sheet",
        f"<link href={_FILE}><img src={_FILE}><embed src={_FILE}>{PAGE}",
        AD_READ,
    ),
    html(
        "scripts in the title",
        PAGE.replace("Medical Coder", "Medical Coder &lt;script&gt;alert(1)&lt;/script&gt;"),
        AD_READ,
    ),
    html("numbers of letters that are none", PAGE + "<p>&#0; &#xD800; &#x110000; &#99999999999999999999;</p>", AD_READ),
    html("entities without end", PAGE + "<p>" + "&amp" * 20_000 + "</p>", AD_READ),
)

JSON_LD = (
    html("a block cut off", _ld('{"@type": "JobPosting", "description": "CCS req', markup=PAGE), AD_READ),
    html("a broken block before a sound one", _ld("{,}", _JOB), AD_READ),
    html("a block in CDATA", _ld(f"//<![CDATA[\n{json.dumps(_JOB)}\n//]]>"), AD_READ),
    html("a block escaped as HTML", _ld(json.dumps(_JOB).replace('"', "&quot;")), AD_READ),
    html("commas too many", _ld(json.dumps(_JOB)[:-1] + ",}"), AD_READ),
    html(
        "nested 10,000 deep",
        _ld(json.dumps(_JOB)[:-1] + ', "x": ' + "[" * 10_000 + "]" * 10_000 + "}", markup=PAGE),
        AD_READ,
    ),
    html("a job 900 graphs deep", _ld('{"@graph":' * 900 + json.dumps(_JOB) + "}" * 900), AD_READ),
    html("open brackets", _ld("[" * 200_000, markup=PAGE), AD_READ),
    html("500 postings", _ld([{**_JOB, "title": f"Coder {n}"} for n in range(500)]), AD_READ),
    html("501 postings", _ld([{**_JOB, "title": f"Coder {n}"} for n in range(501)]), TOO_MANY_POSTINGS),
    html("one posting 2,000 times", _ld([_JOB] * 2_000), AD_READ),
    html("an integer of 5,000 digits", _job(identifier=0).replace(": 0", f": {'9' * 5_000}"), AD_READ),
    html(
        "pay that is no number",
        _job(baseSalary={"value": {"minValue": float("nan"), "maxValue": float("inf")}}),
        AD_READ,
    ),
    html("pay beyond numbers", _job(baseSalary=0).replace(": 0", ": 1e400"), AD_READ),
    html("half a pair of surrogates", _job(title="Coder \ud800", identifier="\udfff"), AD_READ),
    html("a day that never was", _job(datePosted="2026-02-31T99:99", validThrough=10**18), AD_READ),
    html("seconds beyond all days", _job(datePosted=9_999_999_999_999), AD_READ),
    html(
        "lists for values", _job(title=["Medical Coder"], hiringOrganization=[[]], jobLocation=[None, 3, {}]), AD_READ
    ),
    html(
        "objects for values",
        _job(title={"@value": "Coder"}, identifier={"value": {}}, baseSalary={"value": []}),
        AD_READ,
    ),
    html("nothing for values", _job(title=None, identifier=None, hiringOrganization=None), AD_READ),
    html("a number for the ad", _ld({**_JOB, "description": 7}, markup=PAGE), Verdict(role="coder")),
    html("a job in a job", _job(description=_ld(_JOB)), NOTHING_ASKED),
    html("a job that holds itself by name", _ld({"@id": "#a", **_JOB, "isPartOf": {"@id": "#a"}}), AD_READ),
    html("a context to fetch", _ld({"@context": "http://127.0.0.1:9/context.jsonld", **_JOB}), AD_READ),
    html(
        "a script in the ad",
        _ld(json.dumps({**_JOB, "description": f"<script>alert(1)</script>{PAGE}"}).replace("</", "<\\/")),
        AD_READ,
    ),
    html(
        "an ad escaped three times",
        _job(description="&amp;amp;lt;p&amp;amp;gt;RHIT required&amp;amp;lt;/p&amp;amp;gt;"),
        RHIT_READ,
    ),
    html(
        "5,000 places", _job(jobLocation=[{"address": {"addressLocality": f"City {n}"}} for n in range(5_000)]), AD_READ
    ),
    html("2,000 skills", _job(skills=[f"skill <b>{n}</b>" for n in range(2_000)]), AD_READ),
    html("a type that is a list of lists", _ld({**_JOB, "@type": [["JobPosting"], 3, None]}, markup=PAGE), AD_READ),
    html(
        "a questionnaire cut off",
        f'<script>var Model = {{"model": {{"AssessmentSections": [[[</script>{PAGE}',
        AD_READ,
    ),
)

CASES: tuple[Case, ...] = (*NOTHING, *MEASURE, *FOREIGN, *JSON_LD)
