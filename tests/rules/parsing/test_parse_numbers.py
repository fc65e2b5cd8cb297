"""Whole numbers, échelons, yes or no; and what every refusal looks like."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.rules.core.french import format_number
from assistant.rules.parsing import (
    FrenchValueError,
    parse_amount,
    parse_bool,
    parse_date,
    parse_duration,
    parse_echelon,
    parse_hours,
    parse_int,
    parse_percent,
)

PARSERS = [parse_amount, parse_bool, parse_date, parse_duration, parse_echelon, parse_hours, parse_int, parse_percent]
UP_TO_16 = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
TENS = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]


def spelled(n: int) -> str:
    """Spell `n` the traditional way, by another road than the parser's table."""
    if n < 17:
        return UP_TO_16[n]
    if n < 20:
        return f"dix-{UP_TO_16[n - 10]}"
    if n in {80, 100}:
        return {80: "quatre-vingts", 100: "cent"}[n]
    ten, unit = divmod(n, 10)
    rest = unit + 10 if ten in {7, 9} else unit
    if not rest:
        return TENS[ten]
    link = " et " if rest in {1, 11} and ten < 8 else "-"
    return f"{TENS[ten]}{link}{spelled(rest)}"


@pytest.mark.parametrize("n", range(101))
def test_numbers_in_words(n):
    words = spelled(n)
    for form in (words, words.replace("-", " "), words.replace(" et ", "-et-"), words.upper(), f" {words}  "):
        assert parse_int(form) == n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24", 24),
        ("007", 7),
        ("1 607", 1607),
        ("1\u202f607", 1607),
        ("une", 1),
        ("vingt et une", 21),
        ("septante-deux", 72),
        ("nonante et un", 91),
        ("huitante", 80),
        ("quatre-vingt", 80),
        ("quatre‑vingt‑dix", 90),
    ],
)
def test_whole_numbers(text, expected):
    assert parse_int(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "3,5", "3.0", "-2", "+2", "12 34", "1 60", "cent vingt", "mille", "vingtquatre", "vingt-dix", "et un"),
        *(
            "trente-onze",
            "dix-dix",
            "deux trois",
            "2 ou 3",
            "environ 3",
            "3 ans",
            "²",
            "Ⅲ",
            "9999999999",
            "vingt zéro",
        ),
    ],
)
def test_refused_whole_numbers(text):
    with pytest.raises(FrenchValueError, match="un nombre entier"):
        parse_int(text)


@given(st.integers(0, 999_999_999))
def test_a_number_formatted_reads_back(n):
    assert parse_int(format_number(n)) == parse_int(str(n)) == n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3),
        ("03", 3),
        ("3e", 3),
        ("3e échelon", 3),
        ("3ème échelon", 3),
        ("3 eme echelon", 3),
        ("3ieme", 3),
        ("le 3e échelon", 3),
        ("échelon 3", 3),
        ("Échelon n° 3", 3),
        ("échelon numéro 3", 3),
        ("l'échelon 3", 3),
        ("éch. 3", 3),
        ("échelon trois", 3),
        ("trois", 3),
        ("troisième échelon", 3),
        ("1er", 1),
        ("1er échelon", 1),
        ("premier", 1),
        ("Premier échelon", 1),
        ("deuxième", 2),
        ("second", 2),
        ("quatrième", 4),
        ("cinquième", 5),
        ("sixième", 6),
        ("septième", 7),
        ("huitième", 8),
        ("neuvième échelon", 9),
        ("dixième", 10),
        ("onzième échelon", 11),
        ("11", 11),
        ("12", 12),
        ("100", None),
    ],
)
def test_echelons(text, expected):
    if expected is None:
        with pytest.raises(FrenchValueError, match="numéro de l'échelon"):
            parse_echelon(text)
    else:
        assert parse_echelon(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "0", "0e", "zéro", "3er", "3,5", "-3", "III", "3 ou 4", "échelon", "indice 369", "dernier", "3e grade"],
)
def test_refused_echelons(text):
    with pytest.raises(FrenchValueError, match="numéro de l'échelon"):
        parse_echelon(text)


@pytest.mark.parametrize("text", ["oui", "OUI", "Oui.", "ouais", "o", "oui oui", "vrai", "bien sûr", "tout à fait !"])
def test_yes(text):
    assert parse_bool(text) is True


@pytest.mark.parametrize("text", ["non", "Non !", "nan", "n", "faux", "pas du tout", "NON\u00a0"])
def test_no(text):
    assert parse_bool(text) is False


@pytest.mark.parametrize(
    "text", ["", "1", "0", "yes", "on", "je ne sais pas", "peut-être", "oui et non", "ouin", "?"]
)
def test_neither_yes_nor_no(text):
    with pytest.raises(FrenchValueError, match="oui ou non"):
        parse_bool(text)


ENGLISH = re.compile(
    r"\b(?:the|a date|invalid|error|value|expected|must|not|day|month|year|number|input|string|none|date is)\b", re.I
)


@pytest.mark.parametrize("parse", PARSERS)
@given(st.text(max_size=120))
@example("")
@example("\x00")
@example("½")
@example("1" * 100)
@example("\u0661")
@example("--")
@example("é" * 79)
def test_any_text_is_read_or_refused_in_french(parse, text):
    try:
        parse(text)
    except FrenchValueError as error:
        said = str(error)
        assert re.search(r"Indiquez|indiquez|Répondez|Écrivez|Corrigez", said)
        around = re.sub(r"«.*?» ne convient pas|Le mois «.*?»", "", said, flags=re.S)
        assert not ENGLISH.search(around)
        assert len(said) < 350


@pytest.mark.parametrize("parse", PARSERS)
@given(st.text(alphabet="0123456789 ,.-/:hemoisansjourdtqvx€%½er°", max_size=24))
def test_near_misses_are_read_or_refused_in_french(parse, text):
    try:
        found = parse(text)
    except FrenchValueError as error:
        assert str(error).endswith(".")
    else:
        assert found is not None


@pytest.mark.parametrize("parse", PARSERS)
def test_a_refusal_quotes_what_was_typed_without_control_characters(parse):
    with pytest.raises(FrenchValueError) as error:
        parse("zzz\u202e\u0007 " + "w" * 60)
    said = str(error.value)
    assert said.startswith(f"« zzz   {'w' * 34}… » ne convient pas.")
    assert not re.search(r"[\u202e\u0007]", said)


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize(("length", "cut"), [(39, ""), (40, ""), (41, "…")])
def test_a_long_text_is_cut_in_the_refusal(parse, length, cut):
    with pytest.raises(FrenchValueError) as error:
        parse("w" * length)
    assert f"« {'w' * min(length, 40)}{cut} »" in str(error.value)


def test_eighty_characters_are_read_and_no_more():
    assert parse_int(f"{' ' * 78}24") == 24
    with pytest.raises(FrenchValueError, match=r"ne convient pas\. Indiquez seulement un nombre entier"):
        parse_int(f"{' ' * 79}24")
    with pytest.raises(FrenchValueError, match=r"^La réponse est vide\. Indiquez un nombre .*vingt-quatre\)\.$"):
        parse_int(" ")
