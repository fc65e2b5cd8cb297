"""The recorder: what is shown is what was computed, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from assistant.rules.core import parameters, sources
from assistant.rules.core.dates import Period, next_day
from assistant.rules.core.formula import Rounding
from assistant.rules.core.french import plain_spaces
from assistant.rules.core.outcome import MissingInformation, Stop
from assistant.rules.core.parameters import Parameter, PeriodNotCoveredError
from assistant.rules.core.sources import Source
from assistant.rules.core.steps import Calcul

BEFORE, CHANGE, LATER = date(2024, 1, 1), date(2025, 3, 1), date(2027, 1, 1)
ON = date(2026, 3, 2)


def parameter(parameter_id: str, unit: str, *periods: dict[str, object]) -> Parameter:
    about = {"label": f"Valeur {parameter_id}", "public": "tests", "fait_generateur": "jour", "verified_on": ON}
    return Parameter.model_validate({"id": parameter_id, "unit": unit, "period": periods, **about})


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    declared = [
        parameter(
            "taux",
            "%",
            {"from": BEFORE, "value": 100, "sources": ["a"]},
            {"from": CHANGE, "value": 90, "sources": ["b"]},
            {"from": LATER, "value": Decimal("62.5"), "sources": ["c"]},
        ),
        parameter("delai", "mois", {"from": BEFORE, "value": 2, "sources": ["a"]}),
        parameter("cinq_jours", "jours", {"from": BEFORE, "value": 5, "sources": ["c"]}),
        parameter("table", "EUR", {"from": BEFORE, "value": {"REP": [1, 2]}, "sources": ["a"]}),
        parameter(
            "nouveau",
            "jours",
            {"from": BEFORE, "exists": False, "sources": ["a"]},
            {"from": LATER, "value": 21, "sources": ["b"]},
        ),
        parameter(
            "aboli", "jours", {"from": BEFORE, "value": 3, "sources": ["a"]},
            {"from": LATER, "exists": False, "sources": ["b"]},
        ),
    ]  # fmt: skip
    cited = {i: Source(id=i, text=f"Texte {i}", nature="décret", verified_on=ON) for i in ("a", "b", "c", "d")}
    monkeypatch.setattr(parameters, "all_parameters", lambda: {p.id: p for p in declared})
    monkeypatch.setattr(sources, "all_sources", lambda: cited)
    yield


def ids(found: tuple[object, ...]) -> list[str]:
    return [source.source_id for source in found]  # type: ignore[attr-defined]


def test_a_formula_records_its_terms_rounding_parameters_and_sources() -> None:
    c = Calcul()
    taux = c.parameter("taux", on=ON)
    found = c.formula(
        "maintien",
        "Maintien",
        "base * taux / 100",
        unit="EUR/mois",
        rounding=Rounding.CENTIME,
        sources=["d"],
        publish=True,
        base=(Decimal("1132.055"), "EUR"),
        taux=taux,
    )
    assert found == Decimal("1018.85")
    result = c.result("Vous touchez {maintien}.")
    (step,) = result.steps
    assert plain_spaces(step.expression) == "1132,06 € × 90 % ÷ 100"
    assert plain_spaces(step.result) == "1018,85 € par mois"
    assert step.rounding == Rounding.CENTIME.words
    assert step.parameters == ("taux",)
    assert ids(step.sources) == ["b", "d"] == ids(result.sources)
    assert plain_spaces(result.summary) == "Vous touchez 1018,85 € par mois."
    assert (result["maintien"], result.values["maintien"].unit) == (Decimal("1018.85"), "EUR/mois")


def test_in_force_since_is_the_latest_beginning_and_the_next_change_the_nearest() -> None:
    c = Calcul()
    c.parameter("delai", on=ON)
    c.parameter("taux", on=ON)
    result = c.result("Rien.")
    assert result.in_force_since == CHANGE
    assert plain_spaces(result.next_change) == "Change le 1er janvier 2027 : Valeur taux (90 %, puis 62,5 %)."


def test_a_rule_to_come_and_a_rule_to_end_are_announced() -> None:
    c = Calcul()
    assert not c.parameter("nouveau", on=ON).exists
    assert c.parameter("aboli", on=ON).integer == 3
    change = c.result("Rien.").next_change
    assert "Valeur nouveau (la règle n'existait pas, puis 21 jours)" in change
    assert plain_spaces(change) == (
        "Change le 1er janvier 2027 : Valeur nouveau (la règle n'existait pas, puis 21 jours) ; "
        "Valeur aboli (3 jours, puis la règle n'existe plus)."
    )


def test_steps_are_not_published_nor_rounded_unless_asked() -> None:
    c = Calcul()
    third = c.formula("tiers", "Tiers", "1 / x", x=3)
    c.shift("fin", "Fin", ON, (1, "jours"))
    c.check("oui", "Oui", 1, "<", 2)
    c.apply("demain", "Demain", next_day, ON, expression="{0}")
    result = c.result("Rien.")
    assert third == Decimal(1) / 3 and not result.values
    assert {step.rounding for step in result.steps} == {""}
    assert result.steps[0].result.startswith("0,3333")
    assert result.steps[2].result == "oui"
    assert c.out_of_field("Non.").referral == ""


def test_no_parameter_no_date_in_force() -> None:
    result = Calcul().result("Rien.")
    assert result.in_force_since is None and result.next_change == "" and result.sources == ()


def test_the_value_depends_on_the_date() -> None:
    c = Calcul()
    assert c.parameter("taux", on=date(2025, 2, 28)).integer == 100
    assert c.parameter("taux", on=CHANGE).integer == 90
    assert c.parameter("taux", on=LATER).decimal == Decimal("62.5")
    with pytest.raises(PeriodNotCoveredError, match="première valeur connue : 1er janvier 2024"):
        c.parameter("taux", on=date(2023, 12, 31))
    with pytest.raises(PeriodNotCoveredError, match=r"n'est pas connu au 2 mars 2026$"):
        _ = c.parameter("nouveau", on=ON).value


def test_a_value_is_read_as_what_it_is() -> None:
    c = Calcul()
    assert c.parameter("table", on=ON).table == {"REP": (1, 2)}
    assert c.parameter("delai", on=ON).shown == "2 mois"
    with pytest.raises(TypeError):
        _ = c.parameter("taux", on=LATER).integer
    with pytest.raises(TypeError):
        _ = c.parameter("table", on=ON).decimal
    with pytest.raises(TypeError):
        _ = c.parameter("taux", on=ON).table
    with pytest.raises(TypeError):
        c.parameter("table", on=ON).table["REP"] = 3  # type: ignore[index]


@pytest.mark.parametrize(
    ("duration", "back", "expected", "shown"),
    [
        ((2, "mois"), False, date(2026, 3, 31), "31 janvier 2026 + 2 mois"),
        ((1, "mois"), False, date(2026, 2, 28), "31 janvier 2026 + 1 mois"),
        ((2, "mois"), True, date(2025, 11, 30), "31 janvier 2026 − 2 mois"),
        ((5, "jours"), False, date(2026, 2, 5), "31 janvier 2026 + 5 jours"),
        ((2, "semaines"), True, date(2026, 1, 17), "31 janvier 2026 − 2 semaines"),
        ((1, "ans"), False, date(2027, 1, 31), "31 janvier 2026 + 1 an"),
    ],
)
def test_shift(duration: tuple[int, str], back: bool, expected: date, shown: str) -> None:
    c = Calcul()
    assert c.shift("fin", "Fin", date(2026, 1, 31), duration, back=back, publish=True) == expected
    result = c.result("{fin}")
    assert plain_spaces(result.steps[0].expression) == shown
    assert result["fin"] == expected and result.values["fin"].unit == "date" and result.values["fin"].in_calendar


def test_shift_by_a_parameter_cites_it_and_names_the_convention() -> None:
    c = Calcul()
    c.shift("fin", "Fin", ON, c.parameter("delai", on=ON), convention="de date à date")
    c.shift("veille", "Veille", ON, c.parameter("cinq_jours", on=ON), back=True)
    step, other = c.result("Rien.").steps
    assert step.expression == "2 mars 2026 + 2 mois (de date à date)" and step.parameters == ("delai",)
    assert other.result == "25 février 2026" and ids(other.sources) == ["c"]


@pytest.mark.parametrize(
    ("left", "sign", "right", "expected", "shown"),
    [
        (date(2026, 3, 1), "<=", ON, True, "1er mars 2026 au plus tard le 2 mars 2026 ?"),
        (date(2026, 3, 1), "<", date(2026, 3, 1), False, "1er mars 2026 avant le 1er mars 2026 ?"),
        (ON, ">", date(2026, 3, 1), True, "2 mars 2026 après le 1er mars 2026 ?"),
        (ON, ">=", ON, True, "2 mars 2026 au plus tôt le 2 mars 2026 ?"),
        (ON, "==", ON, True, "2 mars 2026 est le 2 mars 2026 ?"),
        ((Decimal("47.5"), "heures"), "<=", (48, "heures"), True, "47,5 heures ≤ 48 heures ?"),
        (3, ">=", 4, False, "3 ≥ 4 ?"),
        (3, "==", 3, True, "3 = 3 ?"),
        (3, "<", 3, False, "3 < 3 ?"),
        (3, ">", 3, False, "3 > 3 ?"),
    ],
)
def test_check(left: object, sign: str, right: object, expected: bool, shown: str) -> None:
    c = Calcul()
    assert c.check("test", "Test", left, sign, right, publish=True) is expected
    result = c.result("{test}")
    assert plain_spaces(result.steps[0].expression) == shown
    assert result.steps[0].result == ("oui" if expected else "non") == result.summary


def test_apply_shows_the_arguments_it_passes() -> None:
    c = Calcul()
    assert c.apply("demain", "Demain", next_day, ON, expression="lendemain du {0}", publish=True) == date(2026, 3, 3)
    assert c.apply("somme", "Somme", sum, (1, 2), expression="{0}") == 3
    assert c.apply("double", "Double", lambda n: 2 * n, (3, "jours"), expression="deux fois {0}", unit="jours") == 6
    first, second, third = c.result("Rien.").steps
    assert (first.expression, first.result) == ("lendemain du 2 mars 2026", "3 mars 2026")
    assert (second.expression, second.result) == ("1 ; 2", "3")
    assert (plain_spaces(third.expression), plain_spaces(third.result)) == ("deux fois 3 jours", "6 jours")


def test_values_of_time_go_to_the_calendar_unless_known_already() -> None:
    c = Calcul()
    c.value("jour", "Jour", ON)
    c.value("connu", "Connu", ON, calendar=False)
    c.value("periode", "Période", Period(ON, LATER))
    c.value("nombre", "Nombre", 3)
    found = c.result("Rien.").values
    assert {k: (v.unit, v.in_calendar) for k, v in found.items()} == {
        "jour": ("date", True),
        "connu": ("date", False),
        "periode": ("période", True),
        "nombre": ("", False),
    }


def test_a_value_is_published_once_and_named_before_it_is_said() -> None:
    c = Calcul()
    c.value("n", "N", 1)
    with pytest.raises(ValueError, match="twice"):
        c.value("n", "N", 2)
    with pytest.raises(KeyError):
        c.result("Il y a {inconnu}.")


def test_remarks_are_filled_and_said_once() -> None:
    c = Calcul()
    c.value("n", "N", 2, "jours")
    for _ in range(2):
        c.hypothesis("Au moins {n}.")
        c.caveat("Pas plus de {n}.")
    c.todo("Attendre {n}.", by=ON)
    c.text("lettre", "Lettre", "Je demande {n}.")
    c.reading("Autre lecture", 3, "jours", source_id="d", kept=True, why="texte clair")
    c.cite("a")
    result = c.result("Rien.")
    assert [plain_spaces(x) for x in (*result.hypotheses, *result.caveats)] == [
        "Au moins 2 jours.",
        "Pas plus de 2 jours.",
    ]
    assert [(plain_spaces(t.label), t.by) for t in result.to_do] == [("Attendre 2 jours.", ON)]
    assert plain_spaces(result["lettre"]) == "Je demande 2 jours." and result.values["lettre"].unit == "texte"
    (reading,) = result.readings
    assert (plain_spaces(reading.shown), reading.kept, reading.why) == ("3 jours", True, "texte clair")
    assert reading.source is not None and reading.source.source_id == "d"
    assert ids(result.sources) == ["d", "a"]


def test_need_ends_with_the_question() -> None:
    assert Calcul().need(0, "n") == 0
    assert Calcul().need(False, "accord") is False
    with pytest.raises(Stop) as caught:
        Calcul().need(None, "date_debut")
    assert caught.value.outcome == MissingInformation(("date_debut",))


def test_refusals_carry_what_was_found() -> None:
    c = Calcul()
    c.value("n", "N", 2, "jours")
    c.check("seuil", "Seuil", 2, ">=", 3, sources=["a"])
    c.caveat("À vérifier.")
    refused = c.not_concerned("Il n'y a que {n}.", "Et pas de contrat.")
    assert [plain_spaces(reason) for reason in refused.reasons] == ["Il n'y a que 2 jours.", "Et pas de contrat."]
    assert ids(refused.sources) == ["a"] and [s.id for s in refused.steps] == ["seuil"]
    assert refused.caveats == ("À vérifier.",)
    outside = c.out_of_field("Pas ici : {n}.", "Ailleurs.")
    assert plain_spaces(outside.reasons[0]) == "Pas ici : 2 jours."
    assert outside.referral == "Ailleurs." and ids(outside.sources) == ["a"]


def test_an_unknown_source_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        Calcul().cite("inconnue")
