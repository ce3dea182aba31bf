"""A page gives the text of its ad, and nothing of what stands around it."""

# ruff: noqa: RUF001 - dashes and quotes as ads have them

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.errors import PostingError
from classifier.source.page import is_html, ld_json, page, plain, title_of_page

AD = "The coder assigns ICD-10-CM codes to inpatient charts and queries physicians about missing documentation."

LAYOUT = [
    pytest.param("<p>Codes charts</p><p>RHIT</p>", "Codes charts\n\nRHIT", id="paragraphs"),
    pytest.param("<div>Codes<div>charts</div></div>", "Codes\ncharts", id="blocks in blocks"),
    pytest.param("Duties<br>Codes<br/>charts", "Duties\nCodes\ncharts", id="breaks"),
    pytest.param("<h2>Duties</h2>Codes charts<h3>Pay</h3>Good", "Duties\n\nCodes charts\n\nPay\n\nGood", id="headings"),
    pytest.param("<ul><li>Codes</li><li>Files</li></ul>", "• Codes\n• Files", id="list"),
    pytest.param("<ol><li>Codes<li>Files</ol>", "• Codes\n• Files", id="items without end tags"),
    pytest.param("<ul><li><p>Codes</p></li><li> <div>Files</div></li></ul>", "• Codes\n• Files", id="blocks in items"),
    pytest.param("<ul><li>Codes<ul><li>charts</li></ul></li></ul>", "• Codes\n• charts", id="list in a list"),
    pytest.param("<ul><li></li><li> </li><li>Codes</li></ul>After", "• Codes\n\nAfter", id="empty items"),
    pytest.param("<ul><li></li></ul><p>Codes</p>", "Codes", id="a bullet does not wander"),
    pytest.param("<p>Must   be\n a\t<b>R</b>HIT</p>", "Must be a RHIT", id="white space folds"),
    pytest.param("<b>Duties</b>\nCodes\n\ncharts", "Duties\nCodes\n\ncharts", id="line breaks of inline markup stay"),
    pytest.param("<pre>Codes\n  charts\n\nFiles</pre>", "Codes\ncharts\n\nFiles", id="pre"),
    pytest.param('<div style="white-space: pre-wrap">Codes\ncharts</div>', "Codes\ncharts", id="pre-wrap"),
    pytest.param(
        "<table><tr><td>RHIT<td>preferred<tr><td>CCS<td>required</table>",
        "RHIT | preferred\nCCS | required",
        id="table",
    ),
    pytest.param(
        "<table><tr><td><p>RHIT</p></td><td></td><td><p>preferred</p></td></tr></table>",
        "RHIT | preferred",
        id="paragraphs in cells",
    ),
    pytest.param("<table><tr><th>Pay<td>$30</tr></table>", "Pay: $30", id="heading cell"),
    pytest.param(
        "<table><tr><th>Pay</th><td><p>$30</p><p>$40</p></td></tr></table>",
        "Pay\n\n$30\n\n$40",
        id="heading cell before blocks",
    ),
    pytest.param("<dl><dt>Pay</dt><dd>$30</dd><dt>Shift:<dd><p>Day</p></dl>", "Pay: $30\nShift: Day", id="definitions"),
    pytest.param("<p>R&amp;D &lt; 5 &nbsp;&bull; &eacute; &#8211;</p>", "R&D < 5 • é –", id="entities"),
    pytest.param("<p><!-- no -->Codes<!-- no --> charts</p>", "Codes charts", id="comments"),
    pytest.param("<![CDATA[<p>Codes charts</p>]]>", "Codes charts", id="cdata"),
    pytest.param('<?xml version="1.0" encoding="utf-16"?><html><body><p>Codes</p></body></html>', "Codes", id="xhtml"),
    pytest.param('<meta charset="utf-16"><p>Café</p>', "Café", id="meta charset of text already decoded"),
    pytest.param("<p>Codes <a href=x>charts</a></p>", "Codes charts", id="links in a sentence stay"),
    pytest.param("<p>Codes</i></b></div></p>", "Codes", id="end tags of nothing"),
    pytest.param("<p>Codes <b>charts", "Codes charts", id="never closed"),
    pytest.param('<p title="a > b">Codes</p>', "Codes", id="bracket in an attribute"),
    pytest.param(
        "<fieldset><legend>Duties</legend><label>Codes</label></fieldset>", "Duties\nCodes", id="parts of a form"
    ),
    pytest.param("https://example.org", "https://example.org", id="no markup at all"),
    pytest.param("<details><summary>Duties</summary>Codes</details>", "Duties\nCodes", id="details"),
]


@pytest.mark.parametrize(("html", "text"), LAYOUT)
def test_markup_becomes_lines(html: str, text: str) -> None:
    assert plain(html) == text


HIDDEN = [
    "<p hidden>RHIA</p>",
    '<p hidden="until-found">RHIA</p>',
    "<div hidden><section><p>RHIA</p></section></div>",
    '<p style="display:none">RHIA</p>',
    '<p style="color: red; DISPLAY : none !important">RHIA</p>',
    '<p style="visibility:hidden">RHIA</p>',
    '<p style="visibility: collapse;">RHIA</p>',
    "<dialog>RHIA</dialog>",
    "<script>RHIA</script>",
    '<script type="text/html"><p>RHIA</p></script>',
    "<style>.RHIA{}</style>",
    "<template><p>RHIA</p></template>",
    "<noscript>RHIA</noscript>",
    "<svg><title>RHIA</title><text>RHIA</text></svg>",
    "<button>RHIA</button>",
    "<textarea>RHIA</textarea>",
    "<input value=RHIA>",
    "<iframe>RHIA</iframe>",
    "<object>RHIA</object>",
    "<!-- RHIA -->",
    '<img alt="RHIA" src="x">',
    "<select><option>RHIA<option>RHIT</select>",
    "<canvas>RHIA</canvas>",
    "<del>RHIA required</del>",
    "<s>RHIA required</s>",
]


@pytest.mark.parametrize("html", HIDDEN)
def test_what_no_reader_sees_is_no_text(html: str) -> None:
    assert plain(f"<p>{AD}</p>{html}") == AD
    assert plain(html) == ""


SHOWN = [
    '<p style="display:block">RHIA</p>',
    '<p style="mydisplay:none">RHIA</p>',
    '<p aria-hidden="false">RHIA</p>',
    "<dialog open>RHIA</dialog>",
    '<div class="hidden-gem">RHIA</div>',
    "<form><p>RHIA</p></form>",
    "<label><input type=radio>RHIA</label>",
    "<select><option>I hold the RHIA and have coded for a year</select>",
    "<article><header>RHIA</header></article>",
    "<main><footer>RHIA</footer></main>",
    "<section><header>RHIA</header></section>",
    '<p class="research">RHIA</p>',
    '<body style="display:none">RHIA</body>',
]


@pytest.mark.parametrize("html", SHOWN)
def test_what_a_reader_sees_is_text(html: str) -> None:
    assert "RHIA" in plain(html if html.startswith("<body") else f"<p>{AD}</p>{html}")


FURNITURE = [
    '<p aria-hidden="true">RHIA</p>',
    "<nav><a>RHIA jobs</a></nav>",
    '<div role="navigation">RHIA</div>',
    "<header>RHIA</header>",
    "<footer>RHIA</footer>",
    "<aside>RHIA</aside>",
    '<div role="banner">RHIA</div>',
    '<div role="contentinfo">RHIA</div>',
    '<div role="search"><label>RHIA</label></div>',
    '<div role="dialog">RHIA</div>',
    '<div id="cookieBanner">We use cookies. RHIA</div>',
    '<div class="ukCookiePolicy">RHIA</div>',
    '<div id="onetrust-consent-sdk">RHIA</div>',
    '<ol class="breadcrumb"><li>RHIA</li></ol>',
    '<div class="social-share">RHIA</div>',
    '<div class="login-box">RHIA</div>',
    '<section class="similar-jobs"><h2>Similar</h2><p>RHIA</p></section>',
    '<div class="relatedJobs">RHIA</div>',
    '<ul aria-label="Recommended jobs"><li>RHIA</li></ul>',
    '<form class="job-alert-form"><label>RHIA</label></form>',
    '<div class="newsletter">RHIA</div>',
    "<h2>Similar jobs</h2><ul><li><a>RHIA manager</a></li></ul>",
    "<h3><span>Jobs you may like:</span></h3><div><a>RHIA manager</a> Springfield</div>",
    "<div><div><b>RELATED JOBS</b></div><ul><li><a>RHIA</a></li></ul></div>",
    "<h2>Recommended for you</h2><div><a>RHIA</a></div><div><a>RHIA II</a></div>",
    '<ul class="pagination"><li>RHIA</li></ul>',
]


@pytest.mark.parametrize("html", FURNITURE)
def test_furniture_falls_away(html: str) -> None:
    assert plain(f"<html><body>{html}<h1>Coder</h1><p>{AD}</p></body></html>") == f"Coder\n\n{AD}"
    assert plain(f"<html><body><h1>Coder</h1><p>{AD}</p>{html}</body></html>") == f"Coder\n\n{AD}"


def test_an_ad_behind_a_list_of_other_jobs_is_kept() -> None:
    html = f"<h2>Similar jobs</h2><ul><li><a>RHIA</a></li></ul><h2>Duties</h2><p>{AD}</p>"
    assert plain(html) == f"Duties\n\n{AD}"


def test_words_such_as_more_jobs_within_a_sentence_are_kept() -> None:
    assert plain(f"<p>{AD} See <a>more jobs</a> of ours.</p>").endswith("See more jobs of ours.")


def test_an_ad_beside_main_is_kept() -> None:
    html = f"<main><h1>Coder</h1></main><div><h2>Duties</h2><p>{AD}</p></div>"
    assert AD in plain(html)


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="has-nav search-page">{}</div>',
        "<form>{}</form>",
        "<header>{}</header>",
        '<div aria-hidden="true">{}</div>',
        '<div class="modal">{}</div>',
        '<div class="cookies-accepted">{}</div>',
    ],
)
def test_a_wrapper_named_like_furniture_does_not_take_the_ad_along(wrapper: str) -> None:
    html = wrapper.format(f"<h1>Coder</h1><p>{AD}</p>")
    assert plain(f"<html><body>{html}<p>Example Hospital</p></body></html>").startswith(f"Coder\n\n{AD}")


@pytest.mark.parametrize("tag", ["aside", "header", "footer", "nav"])
def test_a_page_that_would_lose_all_its_words_is_read_with_its_furniture(tag: str) -> None:
    assert plain(f"<{tag}><p>{AD}</p></{tag}><p>Example</p>") == f"{AD}\n\nExample"


def test_an_ad_marked_as_job_posting_is_read_alone() -> None:
    marked = f'<div itemscope itemtype="https://schema.org/JobPosting"><h1>Coder</h1><p>{AD}</p></div>'
    assert plain(f"<p>Welcome</p>{marked}<p>Imprint</p>") == f"Coder\n\n{AD}"


def test_a_small_part_marked_as_job_posting_does_not_hide_the_ad() -> None:
    marked = '<div itemtype="http://schema.org/JobPosting"><h1>Coder</h1></div>'
    assert plain(f"{marked}<p>{AD}</p>") == f"Coder\n\n{AD}"


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<br>", "<img src=x>", "<!-- RHIT -->", "<html></html>"])
def test_a_page_without_words_gives_no_text(html: str) -> None:
    assert page(html).text == ""


TITLES = [
    ("<title>Coder | Example</title><p>x</p>", "Coder"),
    ("<title>Coder | Example</title><h1>Medical Coder</h1>", "Medical Coder"),
    ("<title>Medical Coder | Example</title><h1>Example Careers Center</h1><h1>Medical Coder</h1>", "Medical Coder"),
    ("<h1>Careers</h1><h1>Medical Coder</h1>", "Medical Coder"),
    ("<h1 hidden>Old title</h1><h1>Medical  <b>Coder</b></h1>", "Medical Coder"),
    ('<div style="display:none"><h1>Old title</h1></div><h1>Coder</h1>', "Coder"),
    ('<h1>Example</h1><span itemprop="title">Medical Coder</span>', "Medical Coder"),
    ("<header><h1>Medical Coder</h1></header><p>x</p>", "Medical Coder"),
    ("<svg><title>Logo</title></svg><p>Codes</p>", None),
    ("<title></title><p>Codes</p>", None),
    ("<p>Codes</p>", None),
]


@pytest.mark.parametrize(("html", "title"), TITLES)
def test_the_title_is_that_of_the_ad(html: str, title: str | None) -> None:
    assert title_of_page(html) == title


DEEP = [
    pytest.param("<div>" * 900 + AD + "</div>" * 900, id="900 deep"),
    pytest.param("<div>" * 900 + AD, id="900 deep, never closed"),
    pytest.param("<p>" + "<b></b>" * 20_000 + AD, id="20,000 empty tags"),
    pytest.param("<table><tr>" + "<td> </td>" * 20_000 + f"<td>{AD}</table>", id="20,000 empty cells"),
    pytest.param("<ul>" + "<li>" * 20_000 + AD, id="20,000 items"),
    pytest.param(f"<p {' '.join(f'a{n}=1' for n in range(900))}>{AD}</p>", id="900 attributes"),
    pytest.param(f"<p>{AD}</p>" + "<nav><a>x</a></nav>" * 5_000, id="5,000 menus"),
]


@pytest.mark.parametrize("html", DEEP)
def test_odd_pages_are_read(html: str) -> None:
    assert plain(html).removeprefix("• ") == AD


def test_a_page_of_a_million_tags_is_read() -> None:
    assert plain(f"<p>{AD}</p>" + "<p>RHIT</p>" * 500_000).startswith(f"{AD}\nRHIT\nRHIT")


def test_a_monster_is_refused() -> None:
    with pytest.raises(PostingError) as refusal:
        page("<div>" * 100_000 + AD)
    assert refusal.value.code == "too_deep"


def test_page_offers_what_the_scan_finds() -> None:
    assert is_html("<p>")
    assert ld_json('<script type="application/ld+json">1</script>') == ("1",)


_PIECES = [
    "<p>",
    "</p>",
    "<li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<th>",
    "<dl><dt>",
    "<dd>",
    "<br>",
    "<h1>",
    "<script>",
    "<!--",
]
_PIECES += [
    "-->",
    "</script>",
    "<nav>",
    "</nav>",
    "RHIT",
    " ",
    "\n",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "<a href='",
    "<",
    ">",
    "\x00",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_markup_gives_lines_without_spare_space(html: str) -> None:
    text = plain(html)
    assert text == text.strip()
    assert all(line == " ".join(line.split()) for line in text.split("\n"))
