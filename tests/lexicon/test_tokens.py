"""French words for a search: folded, split, references whole, stems shared by a family."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon.tokens import analysis_identity, stem, stems, stopwords, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'élève d’Ulis jusqu'à lundi qu'il n'aide", ["eleve", "ulis", "a", "lundi", "il", "aide"]),
        ("aujourd'hui", ["aujourdhui"]),
        ("l'instruit·e·s le·la chef·fe, directeur∙trices", ["instruit", "le", "chef", "directeur"]),
        ("AESH référent(e), coordonnateur(rice)de PIAL", ["aesh", "referent", "coordonnateur", "de", "pial"]),
        ("Article L. 332-22, R.332-20 et l332-4", ["article", "l332-22", "r332-20", "et", "l332-4"]),
        ("décret n°2014-724 du 27/06/2014", ["decret", "n", "2014-724", "du", "27/06/2014"]),
        ("1 607 heures, 1 867,02 € à 62 %", ["1607", "heures", "1867.02", "a", "62"]),
        ("24h, 12 h 30, 15j, 1er, 3ème", ["24", "heures", "12", "heures", "30", "15", "jours", "1", "3"]),
        ("dsden06-nontitulaires@ac-nice.fr", ["dsden", "06", "nontitulaires", "ac", "nice", "fr"]),
        ("cœur, ŒUVRE, Noël", ["coeur", "oeuvre", "noel"]),
        ("congé\N{NO-BREAK SPACE}parental\N{SOFT HYPHEN}", ["conge", "parental"]),
        ("", []),
        ("… ? !", []),
    ],
)
def test_words_are_folded_and_split(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Le PAS remplace le PIAL", True), ("PAS", True), ("je ne peux pas venir", False), ("JE NE PEUX PAS", False)],
)
def test_the_acronym_of_the_poles_is_not_the_negation(text, kept):
    assert ("pas#" in stems(text)) is kept


@pytest.mark.parametrize(
    "family",
    [
        "démission démissionner démissionne démissionné demission",
        "licenciement licencier licenciée licencie licencies",
        "convocation convoqué convoquer convoquée",
        "rémunération rémunéré rémunérée remuneration",
        "renouvellement renouveler renouvelée renouvelable",
        "congé congés conge",
        "enfant enfants",
        "remboursement rembourser rembourse",
        "évaluation évaluer évaluateur evaluation",
        "accompagner accompagnement accompagnant accompagnante",
        "modification modifier modifiée",
        "sanction sanctionner sanctionnée",
    ],
)
def test_a_family_of_words_has_one_stem(family):
    assert len({one for word in family.split() for one in stems(word)}) == 1


def test_words_of_different_subjects_keep_different_stems():
    pairs = [
        "grève gré",
        "congé congrès",
        "carence carrière",
        "maternité matériel",
        "échelon école",
        "paternité parent",
    ]
    assert all(len(set(stems(pair))) == 2 for pair in pairs)


def test_empty_words_are_left_out_and_telling_ones_stay():
    assert stems("Est-ce que je dois le faire ?") == []
    assert len(stems("pause jour mois an heure temps droit sans fin partiel")) == 10
    assert all(word == word.casefold() and word.isascii() for word in stopwords())


@given(st.text(max_size=200))
def test_any_text_gives_plain_words(text):
    for word in words(text):
        assert word
        assert not word.isspace()
    assert stems(text) == stems(text)


@given(st.text(alphabet="aàâbcçdeéèêëfghiîïjklmnoôpqrstuùûüvwxyz'’- ", max_size=80))
def test_accents_and_capitals_change_nothing(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    assert stems(plain) == stems(text)
    assert words(text.upper()) == words(text)


def test_threads_stem_alike():
    text = [f"mot{n} démissionner licenciement renouvelée{n}" for n in range(300)]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(stems, text))
    stem.cache_clear()
    assert together == [stems(one) for one in text]


def test_the_identity_follows_the_data():
    assert analysis_identity() == analysis_identity()
    assert "pystemmer" in analysis_identity()
