"""Pages of about 200 KB as job boards send them: an ad of 3 KB, and scripts, styles, menus and other jobs around it.

Nothing of them is real, and a seed makes them the same each time. Of real pages of that size two thirds are scripts and
drawings; there are about a thousand tags.
"""

import html
import json
import random

from benchmarks.ads import of_length

_SIZE = 200_000
_WORDS = (
    *("account", "alerts", "apply", "benefits", "careers", "city", "company", "contact", "create"),
    *("culture", "department", "explore", "featured", "filter", "health", "hospital", "jobs", "locations"),
    *("nurses", "our", "people", "privacy", "profile", "recent", "resources", "save", "search", "sign"),
    *("state", "stories", "students", "teams", "view", "your"),
)


def page(*, with_json_ld: bool) -> str:
    """Return a page with an ad in its markup and, if wanted, as a schema.org JobPosting in front of it."""
    ad = of_length(3000)[0]
    chance = random.Random(200)  # noqa: S311 - no secret, the same page each time
    block = _json_ld(ad.title or "", ad.body) if with_json_ld else ""
    body = (
        f"{_menu(chance, 80)}<main class='job-detail'><h1>{html.escape(ad.title or '')}</h1>"
        f"<div class='description'><div>{_marked_up(ad.body)}</div></div></main>"
        f"<aside class='similar-jobs'><h2>Similar jobs</h2>{_cards(chance, 70)}</aside>"
        f"<footer>{_menu(chance, 100)}<p>&copy; {_said(chance, 40)}</p></footer>{_drawings(chance, 12)}"
    )
    title = f"<title>{html.escape(ad.title or '')}</title>"
    head = f"<head>{title}{_metas(chance, 30)}<style>{_style(chance, 20_000)}</style>{block}</head>"
    start, end = f"<!doctype html><html lang='en'>{head}<body>{body}", "</body></html>"
    return f"{start}<script>window.state = {_state(chance, _SIZE - len(start) - len(end) - 40)};</script>{end}"


def _json_ld(title: str, words: str) -> str:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title,
        "description": _marked_up(words),
        "datePosted": "2026-11-02",
        "employmentType": "FULL_TIME",
        "hiringOrganization": {"@type": "Organization", "name": "Lakeside Health"},
    }
    return f"<script type='application/ld+json'>{json.dumps(posting)}</script>"


def _marked_up(words: str) -> str:
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    items = "".join(
        f"<li><span>{html.escape(line[1:].strip())}</span></li>" if line[0] in "-*•" else f"<p>{html.escape(line)}</p>"
        for line in lines
    )
    return items.replace("</p><li>", "</p><ul><li>").replace("</li><p>", "</li></ul><p>")


def _said(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))


def _menu(chance: random.Random, entries: int) -> str:
    links = (
        f"<li class='nav-item'><a class='nav-link u-{chance.randrange(99)}' href='/{word}/{chance.randrange(9999)}'>"
        f"{_said(chance, 2)}</a></li>"
        for word in chance.choices(_WORDS, k=entries)
    )
    return f"<nav aria-label='{_said(chance, 1)}'><ul>{''.join(links)}</ul></nav>"


def _cards(chance: random.Random, cards: int) -> str:
    return "".join(
        f"<div class='card' data-id='{chance.getrandbits(64):x}'><a href='/job/{chance.randrange(10**6)}'><h3>"
        f"{_said(chance, 3)}</h3></a><span>{_said(chance, 2)}</span><time>{chance.randrange(1, 30)} days ago</time>"
        f"<button type='button' aria-label='save'><i class='icon'></i></button></div>"
        for _ in range(cards)
    )


def _metas(chance: random.Random, metas: int) -> str:
    return "".join(f"<meta name='{word}' content='{_said(chance, 8)}'>" for word in chance.choices(_WORDS, k=metas))


def _style(chance: random.Random, size: int) -> str:
    rules = (f".{_said(chance, 1)}-{place}{{margin:{place}px;color:#{place:06x}}}" for place in range(size // 34))
    return "".join(rules)


def _drawings(chance: random.Random, drawings: int) -> str:
    def path() -> str:
        return "".join(f"M{chance.randrange(999)} {chance.randrange(999)}l{chance.randrange(99)} 1" for _ in range(80))

    return "".join(f"<svg viewBox='0 0 24 24'><path d='{path()}z'/></svg>" for _ in range(drawings))


def _state(chance: random.Random, size: int) -> str:
    """Return the data that a page hands its scripts: about ``size`` characters of JSON."""
    entries: list[dict[str, object]] = []
    length = 2
    while True:
        entry = {"id": chance.getrandbits(64), "title": _said(chance, 4), "url": f"/{_said(chance, 1)}", "on": True}
        length += len(json.dumps(entry)) + 2
        if length > size:
            return json.dumps(entries)
        entries.append(entry)
