"""Facts as people write them, and the sentences with which unusable ones come back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

import pytest
from annotated_types import Ge, Lt
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import model_validator

from assistant.rules.core.contracts import Contrats
from assistant.rules.core.errors import SituationError, read_situation
from assistant.rules.core.fields import (
    Count,
    Echelon,
    Euros,
    FrBool,
    FrDate,
    FrDuration,
    Minutes,
    Number,
    Percent,
    WeekMinutes,
)
from assistant.rules.core.french import FrenchValueError, plain_spaces
from assistant.rules.core.inputs import AgentSituation, question
from assistant.rules.parsing import Duration


class Everything(AgentSituation):
    date_debut: FrDate | None = question("Début ?", label="Début", example="1er mars 2026")
    dernier_jour: FrDate | None = question("Fin ?", label="Dernier jour", example="2 mars 2026")
    accord: FrBool | None = question("Accord ?", label="Accord")
    quotite: Percent | None = question("Quotité ?", label="Quotité", example="62 %")
    brut: Euros | None = question("Brut ?", label="Traitement brut", example="1867,02 €")
    hebdo: WeekMinutes | None = question("Heures ?", label="Heures par semaine", example="24 h")
    pause: Minutes | None = question("Pause ?", label="Pause", example="20 min")
    echelon: Echelon | None = question("Échelon ?", label="Échelon", example=3)
    enfants: Count | None = question("Enfants ?", label="Enfants", example=2)
    nombre: Number | None = question("Nombre ?", label="Nombre", example="12,5")
    duree: FrDuration | None = question("Durée ?", label="Durée", example="3 ans et 2 mois")
    zone: Literal["rep", "rep_plus"] | None = question(
        "Zone ?", label="Zone", choices={"rep": "REP", "rep_plus": "REP+ (éducation prioritaire renforcée)"}
    )
    petit: Annotated[int, Ge(3), Lt(9)] | None = question("Petit ?", label="Petit nombre", example=4)
    contrats: Contrats | None = question("Contrats ?", label="Contrats", example="depuis le 1er mars 2026")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        self.check_order("date_debut", "dernier_jour")
        return self


def read(**facts: Any) -> Everything:
    return read_situation(Everything, facts)


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("date_debut", "1er sept. 2026", date(2026, 9, 1)),
        ("date_debut", "2026-09-01", date(2026, 9, 1)),
        ("date_debut", date(2026, 9, 1), date(2026, 9, 1)),
        ("accord", "oui", True),
        ("accord", False, False),
        ("quotite", "62 %", Decimal(62)),
        ("quotite", 61.23, Decimal("61.23")),
        ("quotite", 1, Decimal(1)),
        ("brut", "1867,02 €", Decimal("1867.02")),
        ("brut", 1867.02, Decimal("1867.02")),
        ("brut", 0, Decimal(0)),
        ("hebdo", "24 h 30", 1470),
        ("hebdo", 24, 1440),
        ("hebdo", 24.5, 1470),
        ("pause", "20 min", 20),
        ("echelon", "3e échelon", 3),
        ("echelon", 11, 11),
        ("enfants", "deux", 2),
        ("nombre", "12,5", Decimal("12.5")),
        ("duree", "3 ans et 2 mois", Duration(3, 2)),
        ("zone", "REP", "rep"),
        ("zone", "rep +", "rep_plus"),
        ("zone", "REP+", "rep_plus"),
        ("zone", "rep_plus", "rep_plus"),
        ("statut", "Fonctionnaire", "fonctionnaire"),
        ("date_debut", "   ", None),
        ("date_debut", date(1950, 1, 1), date(1950, 1, 1)),
        ("date_debut", date(2100, 12, 31), date(2100, 12, 31)),
        ("quotite", 100, Decimal(100)),
        ("brut", 10_000_000, Decimal(10_000_000)),
        ("nombre", "douze", Decimal(12)),
        ("hebdo", "168 h", 10_080),
        ("hebdo", "1 min", 1),
        ("pause", "0 min", 0),
        ("petit", 3, 3),
        ("petit", 8, 8),
    ],
)
def test_facts_are_read(field: str, written: object, expected: object) -> None:
    assert getattr(read(**{field: written}), field) == expected


@pytest.mark.parametrize(
    ("field", "written", "sentence"),
    [
        ("quotite", 140, "Quotité : 140 % n'est pas possible ; indiquez un pourcentage entre 1 et 100 %."),
        ("quotite", 0, "Quotité : 0 % n'est pas possible"),
        ("quotite", Decimal("100.01"), "Quotité : 100,01 % n'est pas possible"),
        ("brut", 10_000_001, "Traitement brut : ce nombre n'est pas possible ; vérifiez-le."),
        (
            "nombre",
            "douzaine",
            "Nombre : « douzaine » ne convient pas. Indiquez un nombre, par exemple 12 ou 12,5.",
        ),
        ("nombre", "douze²", "Nombre : « douze² » ne convient pas. Indiquez seulement un nombre."),
        ("nombre", [1], "Nombre : cette réponse n'est pas un nombre ; indiquez un nombre (exemple : 12,5)."),
        ("accord", 3, "Accord : « 3 » ne convient pas ; répondez par oui ou par non."),
        (
            "date_debut",
            [1],
            "Début : cette réponse ne convient pas ; indiquez une date avec le jour, le mois et l'année",
        ),
        (
            "contrats",
            3,
            "Contrats : « 3 » ne convient pas ; vérifiez cette réponse (exemple : depuis le 1er mars 2026).",
        ),
        ("contrats", [{"debut": "2026-01-01"}] * 61, "Contrats : la liste est trop longue ; gardez"),
        ("contrats", [{"debut": "2026-01-01"}, {"debut": "hier"}], "Premier jour du contrat (n° 2) : « hier »"),
        ("contrats", [{"debut": "2026-01-01", "fin": "x"}], "Fin du contrat (n° 1) : « x » n'est pas une réponse"),
        (
            "date_debut",
            date(1949, 12, 31),
            "Début : le 31 décembre 1949 n'est pas possible ; indiquez une date entre 1950",
        ),
        ("date_debut", date(2101, 1, 1), "Début : le 1er janvier 2101 n'est pas possible"),
        ("petit", 2, "Petit nombre : « 2 » n'est pas possible ; indiquez au moins 3."),
        ("petit", 9, "Petit nombre : « 9 » n'est pas possible ; indiquez moins de 9."),
        ("quotite", "0,62", "Quotité : « 0,62 »"),
        ("quotite", 1e300, "Quotité : ce nombre n'est pas possible"),
        ("quotite", float("nan"), "Quotité : ce nombre n'est pas possible"),
        ("quotite", True, "Quotité : indiquez un nombre"),
        ("brut", -1, "Traitement brut : -1,00 € n'est pas possible"),
        ("brut", "beaucoup", "Traitement brut : « beaucoup »"),
        ("echelon", 12, "Échelon : 12 n'est pas possible ; indiquez un échelon entre 1 et 11."),
        ("echelon", 0, "Échelon : 0 n'est pas possible"),
        ("echelon", 1.5, "Échelon : « 1.5 » n'est pas un nombre entier"),
        ("hebdo", 0, "Heures par semaine : indiquez une durée par semaine entre 1 min et 168 h."),
        ("hebdo", "169 h", "Heures par semaine : indiquez"),
        ("hebdo", 24.111, "Heures par semaine : 24,111 heures ne font pas un nombre entier de minutes"),
        ("date_debut", "31/02/2026", "Début : « 31/02/2026 »"),
        ("date_debut", "mars 2026", "Début : « mars 2026 »"),
        ("date_debut", 20260301, "Début : « 20260301 » n'est pas une date"),
        ("date_debut", date(1900, 1, 1), "Début : le 1er janvier 1900 n'est pas possible"),
        ("accord", "peut-être", "Accord : « peut-être »"),
        ("zone", "zep", "Zone : « zep » n'est pas une réponse possible ; indiquez « rep » ou « rep_plus »."),
        (
            "statut",
            "roi",
            "Statut : « roi » n'est pas une réponse possible ; indiquez « aesh », « fonctionnaire », « aed », ",
        ),
        ("statut", ["aesh"], "Statut : cette réponse"),
        ("contrats", [], "Contrats : la liste est vide"),
        ("contrats", "hier", "Contrats : « hier » n'est pas compris"),
        (
            "contrats",
            [{"debut": "2026-01-02", "dernier_jour": "2026-01-01"}],
            "Dernier jour du contrat (n° 1) : cette",
        ),
        ("contrats", [{"dernier_jour": "2026-01-01"}], "Premier jour du contrat (n° 1) : indiquez le premier jour"),
        ("inconnu", 1, "« inconnu » n'est pas un champ connu ; champs possibles : accord, brut"),
    ],
)
def test_unusable_facts_come_back_in_french(field: str, written: object, sentence: str) -> None:
    with pytest.raises(SituationError) as caught:
        read(**{field: written})
    assert plain_spaces(str(caught.value)).startswith(sentence)
    assert caught.value.problems[0][0] == field


def test_dates_out_of_order_name_both_fields() -> None:
    with pytest.raises(SituationError) as caught:
        read(date_debut="2 mars 2026", dernier_jour="1er mars 2026")
    assert str(caught.value) == "Dernier jour : cette date est avant « Début » ; vérifiez les deux dates."
    assert caught.value.problems[0][0] == "dernier_jour"
    assert read(date_debut="2 mars 2026", dernier_jour="2 mars 2026").dernier_jour == date(2026, 3, 2)


def test_every_problem_is_told_once() -> None:
    with pytest.raises(SituationError) as caught:
        read(quotite=140, echelon=12, contrats=[{"debut": "2026-01-01", "x": 1}])
    assert [field for field, _ in caught.value.problems] == ["quotite", "echelon", "contrats"]
    assert str(caught.value) == " ".join(sentence for _, sentence in caught.value.problems)


def test_a_problem_of_the_whole_situation_names_no_field() -> None:
    class Whole(AgentSituation):
        @model_validator(mode="after")
        def _never(self) -> Self:
            raise FrenchValueError("Ces faits ne vont pas ensemble.")

    with pytest.raises(SituationError) as caught:
        read_situation(Whole, {})
    assert caught.value.problems == (("", "Ces faits ne vont pas ensemble."),)


def test_a_long_answer_is_not_repeated() -> None:
    with pytest.raises(SituationError, match="Zone : cette réponse n'est pas une réponse possible"):
        read(zone="z" * 61)
    with pytest.raises(SituationError, match=f"Zone : « {'z' * 60} »"):
        read(zone="z" * 60)


PLAUSIBLE = st.fixed_dictionaries(
    {},
    optional={
        "date_debut": st.dates(date(2000, 1, 1), date(2030, 1, 1)),
        "accord": st.booleans(),
        "quotite": st.decimals(1, 100, places=2),
        "brut": st.decimals(0, 9000, places=2),
        "hebdo": st.integers(1, 168),
        "pause": st.sampled_from(["20 min", "45 min", "1 h 05"]),
        "echelon": st.integers(1, 11),
        "enfants": st.integers(0, 10),
        "nombre": st.decimals(-50, 50, places=3),
        "duree": st.builds(Duration, st.integers(0, 9), st.integers(0, 20), st.integers(0, 40)),
        "contrats": st.just("du 1er mars 2024 au 2 mars 2025 (démission) ; depuis le 4 avril 2026"),
    },
)


@settings(deadline=None)
@given(PLAUSIBLE)
def test_facts_written_to_json_read_back_the_same(facts: dict[str, Any]) -> None:
    situation = read_situation(Everything, facts)
    again = read_situation(Everything, situation.model_dump(mode="json", exclude_none=True))
    assert again == situation
    assert Everything.model_validate(dict(situation)) == situation


def test_the_schema_shows_no_english() -> None:
    text = str(Everything.model_json_schema())
    assert "One contract" not in text and "unknown" not in text
