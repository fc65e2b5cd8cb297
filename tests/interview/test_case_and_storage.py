"""Reading of the answers, with French errors beside their field, and of the files that keep them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.exports.markdown import as_markdown
from assistant.interview.case import LONGEST_NOTE, read_dossier
from assistant.interview.handover import handover
from assistant.interview.results import calculate
from assistant.interview.storage import field_names, kept, pack, unpack
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import FrenchValueError
from tests.exports.reading import markdown_text
from tests.interview.cases import AFTER, TODAY, opened


@pytest.mark.parametrize(
    ("raw", "field", "said"),
    [
        ({"date_entretien": "le 31 février 2027"}, "date_entretien", "Date de l'entretien"),
        ({"date_entretien": "18/01/2027", "date_convocation": "19/01/2027"}, "date_entretien", "avant"),
        ({"date_entretien": "18/01/2027", "date_notification": "17/01/2027"}, "date_notification", "avant"),
        ({"date_notification": "15/02/2027", "date_demande": "14/02/2027"}, "date_demande", "avant"),
        ({"date_debut_contrat": "1/9/2025", "dernier_jour_contrat": "31/8/2025"}, "dernier_jour_contrat", "avant"),
        ({"date_entretien": "18/01/2027", "date_observations": "17/01/2027"}, "date_observations", "avant"),
        (
            {"date_demande": "15/02/2027", "date_notification_reponse": "14/02/2027"},
            "date_notification_reponse",
            "avant",
        ),
        (
            {"date_reception_recours": "2/2/2027", "date_notification_reponse": "1/2/2027"},
            "date_notification_reponse",
            "avant",
        ),
        ({"date_notification_reponse": "2/2/2027", "date_saisine": "1/2/2027"}, "date_saisine", "avant"),
        ({"conduit_par": "le maire"}, "conduit_par", "n'est pas une réponse possible"),
        ({"jours_travailles": "lundi, lundredi"}, "jours_travailles", "lundredi"),
        ({"nom": "x" * 201}, "nom", "trop long"),
        ({"note-oral": "x" * (LONGEST_NOTE + 1)}, "note-oral", "trop longue"),
    ],
)
def test_an_unusable_answer_is_said_beside_its_field(raw, field, said):
    with pytest.raises(SituationError) as caught:
        read_dossier(raw)
    assert [name for name, _ in caught.value.problems] == [field]
    assert said in str(caught.value)


def test_several_problems_are_all_told():
    with pytest.raises(SituationError) as caught:
        read_dossier({"date_entretien": "hier", "note-oral": "x" * 5000, "contrat": "stage"})
    assert {name for name, _ in caught.value.problems} == {"date_entretien", "note-oral", "contrat"}


def test_blanks_and_unknown_names_are_left_aside():
    dossier = read_dossier({"date_entretien": "  ", "inconnu": "x", "note-oral": " ", "cle": "abc"})
    assert dossier.case.date_entretien is None and dossier.notes == {} and dossier.key == "abc"


def test_days_are_read_in_any_order():
    assert read_dossier({"jours_travailles": "Jeudi, mardi et lundi"}).case.jours_travailles == (
        "lundi",
        "mardi",
        "jeudi",
    )


def test_a_dossier_packed_and_unpacked_is_the_same():
    raw = {**AFTER, "nom": "Été « œ »", "note-oral": "ligne 1\nligne 2", "cle": "k", "bouton": "envoyer"}
    assert unpack(pack(raw)) == (kept(raw),)
    assert read_dossier(unpack(pack(raw))[0]) == read_dossier(raw)
    assert "bouton" not in pack(raw)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "[" * 100_000, '{"format": "autre", "version": 1, "dossiers": [{}]}'),
        *('{"format": "aesh-entretien", "version": 2, "dossiers": [{}]}',),
        *('{"format": "aesh-entretien", "version": 1, "dossiers": []}',),
        *('{"format": "aesh-entretien", "version": 1, "dossiers": [{"nom": 3}]}',),
    ],
)
def test_a_foreign_file_is_refused_in_french(text):
    with pytest.raises(FrenchValueError, match="choisissez un fichier"):
        unpack(text)


def test_the_names_in_the_file_are_those_of_the_sheet():
    assert set(json.loads(pack(dict.fromkeys(field_names(), "x")))["dossiers"][0]) == set(field_names())


@given(st.dictionaries(st.sampled_from(field_names()), st.text(max_size=30)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_gives_a_file_or_a_french_error(raw):
    try:
        dossier = read_dossier(raw)
        results = calculate(dossier.case, TODAY)
    except SituationError as error:
        assert error.problems and all(sentence for _, sentence in error.problems)
        return
    as_markdown(handover(dossier, results, TODAY))


def test_the_file_to_hand_over_holds_everything():
    notes = {"note-oral": "un fait précis", "note-recues": "autisme, 2024", "note-questions": "Et après ?"}
    dossier, results = opened({**AFTER, "visa_recteur": "non", "nom": "Dossier de L.", **notes})
    text = markdown_text(as_markdown(handover(dossier, results, TODAY)))
    for piece in ["Dossier de L.", "22 novembre 2026", "pas de visa du recteur", "mercredi 3 mars 2027", "La veille"]:
        assert piece in text, piece
    for piece in ["un fait précis", "autisme, 2024", "Et après ?", "Le lendemain", "Arrêté du 27 juin 2014"]:
        assert piece in text, piece
    assert "Pour la personne qui accompagne" not in text


def test_a_representative_gets_his_own_list():
    dossier, results = opened({**AFTER, "point_de_vue": "representant"})
    assert "Pour la personne qui accompagne" in as_markdown(handover(dossier, results, TODAY))
