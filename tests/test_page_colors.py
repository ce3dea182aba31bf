"""The colors of the pages: readable by AA, and the roles told apart by color-blind eyes too."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

STYLE = (Path(__file__).parent.parent / "service" / "static" / "page.css").read_text("utf-8")
ROLES = ("clerk", "coder", "cancer_registrar", "rhit", "rhia", "other")
AA = 4.5
TOLD_APART = 0.08
"""Distance in OKLab; 0.02 is just noticeable."""

Color = tuple[float, float, float]

# What the three kinds of color blindness make of linear RGB (Machado, Oliveira, Fernandes 2009, full severity).
EYES: dict[str, tuple[Color, Color, Color]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def scheme(light: str) -> dict[str, str]:
    light_root, dark_root = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    return dict(re.findall(r"--(\w[\w-]*): ([^;]+);", light_root if light == "light" else dark_root))


def linear(code: str) -> Color:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: Color, two: Color) -> float:
    dark, light = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, two))
    return (light + 0.05) / (dark + 0.05)


def seen(color: Color, eye: str) -> Color:
    red, green, blue = (min(1.0, max(0.0, sum(map(float.__mul__, map(float, row), color)))) for row in EYES[eye])
    return red, green, blue


def oklab(color: Color) -> Color:
    red, green, blue = color
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("eye", list(EYES))
def test_the_roles_are_told_apart(light: str, eye: str) -> None:
    colors = {role: oklab(seen(linear(scheme(light)[role]), eye)) for role in ROLES}
    near = {pair: math.dist(colors[pair[0]], colors[pair[1]]) for pair in combinations(ROLES, 2)}
    assert {pair: round(far, 3) for pair, far in near.items() if far < TOLD_APART} == {}


@pytest.mark.parametrize("light", ["light", "dark"])
def test_words_are_readable(light: str) -> None:
    colors = scheme(light)
    pairs = [(role, "on-role") for role in ROLES]
    pairs += [
        (word, ground) for word in ("ink", "faint", "accent", "error", "warn", "info") for ground in ("paper", "ground")
    ]
    pairs += [("on-accent", "accent"), ("paper", "ink")]
    told = {pair: contrast(linear(colors[pair[0]]), linear(colors[pair[1]])) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in told.items() if ratio < AA} == {}


@pytest.mark.parametrize("light", ["light", "dark"])
def test_words_on_a_tinted_duty_are_readable(light: str) -> None:
    colors = scheme(light)
    part = float(colors["tint"].rstrip("%")) / 100
    for role in ROLES:
        mixed = [_mixed(colors[role], colors["paper"], place, part) for place in (1, 3, 5)]
        assert contrast(linear(colors["ink"]), (mixed[0], mixed[1], mixed[2])) >= AA


def _mixed(one: str, two: str, place: int, part: float) -> float:
    left, right = (int(code[place : place + 2], 16) / 255 for code in (one, two))
    return _linear(part * left + (1 - part) * right)
