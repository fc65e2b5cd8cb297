"""One legal fact, one name: the data files, and the fields that pick facts from them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.rules.core.inputs import asked, fact, fact_of
from assistant.rules.core.usual import ASKED, usual_tables
from assistant.rules.facts import registry
from assistant.rules.facts.registry import FactError, read_facts
from assistant.rules.parsing.loose import read_value
from assistant.rules.registry import all_calculators, find
from assistant.rules.running import fields

TODAY = date(2026, 11, 29)
GOOD = """
[quotite]
type = "percentage"
label = "Quotité"
question = "Quelle est votre quotité ?"
example = "62 %"
"""


def test_every_field_of_every_calculator_is_a_fact() -> None:
    strange = [(c.id, n) for c in all_calculators() for n, i in c.situation.model_fields.items() if not fact_of(i)]
    assert strange == []


def test_a_calculator_asks_a_fact_once() -> None:
    for calculator in all_calculators():
        facts = [fact_of(info) for info in calculator.situation.model_fields.values()]
        assert len(facts) == len(set(facts)), calculator.id


def test_former_names_lead_to_the_fact_of_the_field() -> None:
    for calculator in all_calculators():
        for name, info in calculator.situation.model_fields.items():
            found = registry().of_field(calculator.id, name)
            assert found is not None and found.name == fact_of(info), (calculator.id, name)


def test_labels_and_questions_tell_facts_apart() -> None:
    labels = [item.label for item in registry()]
    assert sorted({label for label in labels if labels.count(label) > 1}) == []
    questions = [item.question for item in registry()]
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize("item", list(registry()), ids=lambda item: item.name)
def test_examples_and_usual_values_are_readable(item) -> None:
    for text in filter(None, (item.example, item.usual)):
        if item.type not in ("list", "text"):
            assert read_value(item, text, TODAY) is not None


def test_usual_values_of_a_calculation_name_its_fields() -> None:
    for calculator, here in usual_tables().items():
        model = find(calculator).situation
        for name, (value, says) in here.items():
            assert name in model.model_fields, f"{calculator}.{name}"
            assert (value == ASKED) == (not says) and (value == ASKED or says.endswith("."))


def test_fields_say_which_decide() -> None:
    found = {item.name: item for item in fields(find("preavis_demission"))}
    assert found["date_debut_services"].decides and found["date_debut_services"].fact == "date_debut_services"
    assert found["periode_essai"].usual == "non" and not found["periode_essai"].decides
    assert found["date_reception_courrier"].fact == "date_reception_lettre"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('type = "percentage"', 'type = "pourcentage"'), "type : valeur hors de la liste"),
        (("quotité ?", "quotité"), "point d'interrogation"),
        (('example = "62 %"', ""), "un exemple"),
        (('label = "Quotité"', 'labels = "Quotité"'), "labels : clé inconnue"),
        (('example = "62 %"', 'example = "62 %"\nusual = "62 %"'), "valeur ordinaire"),
        (('example = "62 %"', 'example = "62 %"\nevent = "le contrat"'), "une date, et elle seule"),
        (('example = "62 %"', 'example = "62 %"\nchoices = { a = "A" }'), "les choix vont avec"),
        (("[quotite]", "[Quotite]"), "fait « Quotite »"),
        (("[quotite]", "quotite = 1\n[autre]"), "doit être une table"),
        (("[quotite]", "[quotite"), "n'est pas du TOML lisible"),
    ],
)
def test_a_file_that_is_not_sound_is_refused_in_french(change, said) -> None:
    with pytest.raises(FactError, match=re.escape(said)):
        read_facts([("essai.toml", GOOD.replace(*change))])


def test_a_name_or_a_former_name_taken_twice_is_refused() -> None:
    with pytest.raises(FactError, match=r"déjà déclaré dans a\.toml"):
        read_facts([("a.toml", GOOD), ("b.toml", GOOD)])
    was = GOOD + 'was = ["part"]\n' + GOOD.replace("[quotite]", "[autre]") + 'was = ["part"]\n'
    with pytest.raises(FactError, match="réclamé par « quotite » et « autre »"):
        read_facts([("a.toml", was)])


def test_adding_a_fact_is_enough_to_ask_it() -> None:
    found = read_facts([("essai.toml", GOOD)])["quotite"]
    assert (found.theme, found.type) == ("essai", "percentage")
    about = asked(fact("quotite", help="Ici.", only=()))
    assert about["fact"] == "quotite" and about["help"] == "Ici." and about["question"].endswith("?")
    with pytest.raises(KeyError):
        fact("rien")


def test_a_question_of_yes_or_no_on_a_choice() -> None:
    about = asked(fact("temps_de_travail", when="complet"))
    assert about["choices"] == {} and about["usual"] == "non"
    assert asked(fact("enfants_attendus", when="2+"))["usual"] == "non"
