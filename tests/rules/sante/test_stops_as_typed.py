"""How stops are read, ordered and exempted, apart from the days that follow."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.rules.calculators.sante._arrets import Arret, parse_arret
from assistant.rules.calculators.sante._certificats import Bloc, Certificat, blocs, intervalle, ordonner
from assistant.rules.calculators.sante._exemptions import Motif, delais
from assistant.rules.calculators.sante._fenetre import Compte, debut
from assistant.rules.calculators.sante._mois import de_ce_mois
from assistant.rules.calculators.sante._projection import bloc_au
from assistant.rules.core.french import FrenchValueError

MARCH = {"premier_jour": date(2026, 3, 2), "dernier_jour": date(2026, 3, 6)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du 2 mars 2026 au 6 mars 2026", MARCH),
        ("2 mars 2026 au 6 mars 2026", MARCH),
        ("Du 2/03/2026 jusqu'au 6/03/2026", MARCH),
        ("du 2 mars 2026 au 6 mars 2026 (prolongation)", MARCH | {"prolongation": True}),
        ("du 2 mars 2026 au 6 mars 2026 (même cause, ALD)", MARCH | {"meme_cause": True, "cause": "ald"}),
        ("du 2 mars 2026 au 6 mars 2026 (ALD 2)", MARCH | {"cause": "ald", "ald": "2"}),
        ("du 2 mars 2026 au 6 mars 2026 (Grossesse)", MARCH | {"cause": "grossesse"}),
        (
            "du 2 mars 2026 au 6 mars 2026 (deuil le 1er mars 2026)",
            MARCH | {"cause": "deuil_enfant", "deces_enfant": date(2026, 3, 1)},
        ),
        ("le 2 mars 2026", {"premier_jour": date(2026, 3, 2), "dernier_jour": date(2026, 3, 2)}),
    ],
)
def test_a_stop_is_read_from_text(text: str, expected: dict[str, object]) -> None:
    assert parse_arret(text) == expected
    assert Arret.model_validate(parse_arret(text)).model_dump(exclude_unset=True) == expected


@pytest.mark.parametrize("text", ["", "mars 2026", "du 2 mars au 6 mars", "du 2 mars 2026 au 6 mars 2026 (grippe)"])
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(FrenchValueError):
        parse_arret(text)


def stop(first: int, last: int, **more: object) -> Arret:
    days = {"premier_jour": date(2026, 3, first), "dernier_jour": date(2026, 3, last)}
    return Arret.model_validate(days | more)


def test_stops_are_put_in_order_and_touching_ones_make_a_block() -> None:
    ordered = ordonner([stop(16, 20), stop(2, 6), stop(7, 10, prolongation=True)])
    assert [c.premier.day for c in ordered] == [2, 7, 16]
    first = Bloc(date(2026, 3, 2), date(2026, 3, 10))
    assert blocs(ordered) == (first, first, Bloc(date(2026, 3, 16), date(2026, 3, 20)))
    assert [intervalle(ordered[0], ordered[1]), intervalle(ordered[1], ordered[2])] == [0, 5]
    assert [c.jours for c in ordered] == [5, 4, 5]


def test_an_overlapping_prolongation_keeps_its_own_date_for_the_rate() -> None:
    _, second = ordonner([stop(2, 6), stop(6, 12, prolongation=True)])
    assert (second.etabli_pour.day, second.premier.day, second.jours) == (6, 7, 6)


def test_the_block_of_a_day_to_come() -> None:
    known = [Bloc(date(2026, 3, 2), date(2026, 3, 10))]
    assert bloc_au(date(2026, 3, 2), known) == known[0]
    assert bloc_au(date(2026, 3, 11), known) == known[0]
    assert bloc_au(date(2026, 3, 12), known) == Bloc(date(2026, 3, 12), date(2026, 3, 12))
    assert bloc_au(date(2026, 3, 1), known) == Bloc(date(2026, 3, 1), date(2026, 3, 1))


def test_every_reason_is_kept() -> None:
    previous = Certificat(date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 6), cause="ald")
    later = Certificat(date(2026, 3, 9), date(2026, 3, 9), date(2026, 3, 13), meme_cause=True, cause="ald")
    first, second = delais([previous, later])
    assert (first.motifs, first.attente, first.exempte_de_carence) == ((), 3, False)
    assert (second.motifs, second.attente) == ((Motif.REPRISE, Motif.ALD), 0)


def test_an_ald_recognised_by_a_prolongation_opens_its_three_years() -> None:
    initial = Certificat(date(2024, 5, 6), date(2024, 5, 6), date(2024, 5, 10))
    prolonged = Certificat(date(2024, 5, 11), date(2024, 5, 11), date(2024, 5, 31), prolongation=True, cause="ald")
    eve = Certificat(date(2027, 5, 10), date(2027, 5, 10), date(2027, 5, 10), cause="ald")
    day = Certificat(date(2027, 5, 11), date(2027, 5, 11), date(2027, 5, 14), cause="ald")
    assert delais([initial, prolonged, eve])[2].motifs == (Motif.ALD,)
    assert delais([initial, prolonged, day])[2].motifs == ()


def test_a_continued_stop_does_not_open_new_ald_years() -> None:
    """The years end during the prolongation: the next separate stop bears the carence, and opens new ones."""
    first = Certificat(date(2023, 5, 1), date(2023, 5, 1), date(2023, 5, 5), cause="ald")
    new = Certificat(date(2026, 4, 27), date(2026, 4, 27), date(2026, 5, 3), cause="ald")
    prolonged = Certificat(date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 8), prolongation=True, cause="ald")
    after = Certificat(date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 5), cause="ald")
    last = Certificat(date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 5), cause="ald")
    found = delais([first, new, prolonged, after, last])
    assert [item.motifs for item in found[1:]] == [(Motif.ALD,), (Motif.PROLONGATION,), (), (Motif.ALD,)]


def test_three_years_to_the_day_open_new_ones() -> None:
    first = Certificat(date(2023, 5, 2), date(2023, 5, 2), date(2023, 5, 5), cause="ald")
    new = Certificat(date(2026, 5, 2), date(2026, 5, 2), date(2026, 5, 5), cause="ald")
    later = Certificat(date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 4), cause="ald")
    assert [item.motifs for item in delais([first, new, later])] == [(), (), (Motif.ALD,)]


def test_a_stop_on_the_day_of_the_death_is_the_first_one() -> None:
    deces = date(2026, 1, 10)
    first = Certificat(deces, deces, deces, cause="deuil_enfant", deces_enfant=deces)
    second = Certificat(
        date(2026, 2, 2), date(2026, 2, 2), date(2026, 2, 6), cause="deuil_enfant", deces_enfant=deces
    )
    assert [item.motifs for item in delais([first, second])] == [(Motif.DEUIL,), ()]


def test_the_two_windows_start_where_they_should() -> None:
    assert debut("12_mois", date(2026, 3, 10)) == date(2025, 3, 10)
    assert debut("12_mois", date(2028, 2, 29)) == date(2027, 2, 28)
    assert debut("300_jours", date(2026, 1, 12)) == date(2025, 3, 18)


def test_days_are_counted_from_the_first_to_the_eve() -> None:
    compte = Compte()
    for day, plein in ((1, True), (2, True), (3, False), (9, False)):
        compte.ajouter(date(2026, 3, day), plein=plein)
    assert compte.entre(date(2026, 3, 1), date(2026, 3, 9)) == (2, 3)
    assert compte.entre(date(2026, 3, 2), date(2026, 3, 10)) == (1, 3)
    assert compte.entre(date(2026, 3, 4), date(2026, 3, 4)) == (0, 0)


def test_months_elide() -> None:
    named = [de_ce_mois(date(2026, month, 1)) for month in (3, 4, 8, 10)]
    assert named == ["de mars 2026", "d'avril 2026", "d'août 2026", "d'octobre 2026"]
