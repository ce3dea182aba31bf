"""The tree of a page is the one that Beautiful Soup builds, in nodes that are cheaper to make."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement, PreformattedString
from hypothesis import given
from hypothesis import strategies as st

from classifier.source.growth import tree
from classifier.source.tree import Node

_NAMES = (
    *("p", "div", "span", "b", "a", "ul", "ol", "li", "h1", "table", "tr", "td", "th", "dl", "dt", "dd", "br", "main"),
    *("article", "header", "nav", "pre", "textarea", "title", "head", "body", "html", "form", "select", "option"),
    *("button", "svg", "noscript", "template", "ruby", "rt", "center", "u", "iframe", "o:p", "img", "custom-tag"),
)
_TAGS = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(["", "", "/"]),
    st.sampled_from(_NAMES),
    st.sampled_from(["", "", " class=nav", ' style="x" hidden', " a='>'", "/", " b"]),
)
_WORDS = st.sampled_from(
    [
        "Codes charts",
        " ",
        "\n",
        " \n\n ",
        "&amp;",
        "&nbsp;",
        "&lt;b&gt;",
        "é",
        "&bogus;",
        "<!x>",
        "<?pi?>",
        "a < b",
        "<",
    ]
)
_MARKUP = st.lists(st.one_of(_TAGS, _WORDS), max_size=40).map("".join)


def _drawn(node: Node | str) -> object:
    if isinstance(node, str):
        return node
    return node.name, dict(node.attributes), [_drawn(child) for child in node.children]


def _drawn_soup(node: PageElement) -> object:
    if not isinstance(node, Tag):
        return str(node)
    shown = (child for child in node.contents if not isinstance(child, PreformattedString))
    return node.name, dict(node.attrs), [_drawn_soup(child) for child in shown]


@given(_MARKUP)
def test_the_tree_is_that_of_beautiful_soup(markup: str) -> None:
    page = f"{markup}<!-- -->"
    assert _drawn(tree(page).root) == _drawn_soup(BeautifulSoup(page, "lxml", multi_valued_attributes=None))


def _in_order(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from _in_order(child)


@given(_MARKUP)
def test_tags_stand_in_the_order_of_the_page_and_know_their_place(markup: str) -> None:
    found = tree(f"{markup}<!-- -->")
    assert list(found.tags) == list(_in_order(found.root))
    assert all(tag.parent and tag.parent.children[tag.place] is tag for tag in found.tags)


WEIGHTS = [
    pytest.param("<p>Codes</p><p> charts </p>", 11, 0, id="words without the space around them"),
    pytest.param("<p>Codes <a href=x>charts</a></p>", 11, 6, id="a link"),
    pytest.param("<p>Codes</p><script>charts</script><button>Apply</button>", 5, 0, id="what is not shown"),
    pytest.param("<p><svg><a>Codes</a></svg></p>", 0, 0, id="a link that is not shown"),
]


@pytest.mark.parametrize(("html", "weight", "linked"), WEIGHTS)
def test_a_tag_weighs_its_words(html: str, weight: int, linked: int) -> None:
    root = tree(html).root
    assert (root.weight, root.linked) == (weight, linked)


@pytest.mark.parametrize("name", ["h1", "main", "article"])
def test_the_tags_around_a_landmark_know_of_it(name: str) -> None:
    found = tree(f"<div><section><{name}>Coder</{name}></section></div><div>Codes charts</div>")
    assert [tag.name for tag in found.tags if tag.landmark] == ["html", "body", "div", "section"]


def test_words_of_a_tag_leave_out_asides() -> None:
    found = tree(
        "<h1>Coder <b>II</b><ruby>a<rt>b</rt></ruby><template>c</template></h1><template><h1>d</h1></template>"
    )
    assert [tag.words("|") for tag in found.tags if tag.name == "h1"] == ["Coder |II|a", ""]
