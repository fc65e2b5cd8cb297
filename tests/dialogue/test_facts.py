"""Facts and dates read in what people type: typos, text messages, words for numbers, relative dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.facts import read_facts
from assistant.dialogue.sms import plain_french
from assistant.rules.parsing import Duration

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("je bosse 24h depuis 3 ans et demi", {"heures": 1440, "anciennete": Duration(3, 6, 0)}),
        ("8 mois danciennete en CDD", {"anciennete": Duration(0, 8, 0), "contrat": "cdd"}),
        ("jai deux ans et 3 mois d'anciennete à 62 %", {"anciennete": Duration(2, 3, 0), "quotite": Decimal(62)}),
        ("échelon 5, vingt-quatre heures", {"echelon": 5, "heures": 1440}),
        ("au 3e échelon, brut de 1 211,50 €", {"echelon": 3, "montant": Decimal("1211.50"), "nature": "brut"}),
        ("enceinte du deuxième enfant", {"rang": 2}),
        ("des jumeaux", {"naissances": 2}),
        ("j'ai trois enfants", {"enfants": 3}),
        ("un contrat de 3 ans", {"duree_cdd": Duration(3, 0, 0)}),
        ("brut 1200e", {"montant": Decimal(1200), "nature": "brut"}),
        ("1 050 € net par mois", {"montant": Decimal(1050), "nature": "net"}),
        ("mon fils de 10 ans", {"age_enfant": 10}),
        ("j'aurai 67 ans le 15 juin 2027", {"naissance": date(1960, 6, 15)}),
        ("de 12h à 13h", {}),
        ("2 jours de grève", {"jours": 2}),
        ("une adhérente en CDI", {"role": "representant", "contrat": "cdi"}),
        ("quotité de 140 %", {}),
        ("échelon 12", {"echelon": 12}),
        ("passée à l'échelon 5, quand l'échelon 6 ?", {"echelon": 5}),
        ("prévenir 24h avant, sous 24h", {}),
        ("passer de 24h à 20h", {}),
        ("entretien à 14h", {}),
        ("12h de formation et 10h connexes", {}),
        ("soixante-deux pour cent", {"quotite": Decimal(62)}),
        ("quand aurai-je un CDI ?", {}),
        ("c'est un CDI finalement", {"contrat": "cdi"}),
        ("passer en CDI, CDD ou CDI ?", {}),
        ("je suis en CDD, quand le CDI ?", {"contrat": "cdd"}),
        ("moins de 2 ans d'ancienneté", {}),
        ("j'ai 58 ans", {"age": 58}),
        ("ma fille a 3 ans", {"age_enfant": 3}),
        ("j'accompagne 3 enfants autistes", {}),
        ("un enfant malade", {}),
        ("j'ai un enfant", {"enfants": 1}),
        ("enceinte du 2e", {"rang": 2}),
        ("75 jours de vélo", {"jours": 75}),
        ("j'ai déjà pris 3 jours", {"jours_pris": 3}),
        ("6 jours d'arrêt", {"duree_arret": Duration(0, 0, 6)}),
        ("dans 15 jours", {}),
        ("exclusion de 3 mois", {"duree_exclusion": Duration(0, 3, 0)}),
        ("un congé sans solde d'un an", {"duree_conge": Duration(1, 0, 0)}),
        ("en REP+", {"zone": "rep_renforce"}),
        ("sur 41 semaines", {"semaines": 41}),
        ("la DSDEN du Var", {"academie": "Nice"}),
        ("l'académie d'Aix-Marseille", {"academie": "Aix-Marseille"}),
        ("je représente un·e AESH", {"role": "representant"}),
        ("une collègue me remplace", {}),
    ],
)
def test_facts_are_read(text, facts):
    found = {key: fact.value for key, fact in read_facts(text, TODAY).facts.items()}
    assert found == facts


@given(st.integers(100, 99_999), st.sampled_from(["", " "]), st.sampled_from(["brut", "net"]))
def test_an_amount_is_read_whole_or_not_at_all(euros, space, nature):
    written = f"{euros:,}".replace(",", space or "")
    for text in (
        f"{written} {nature}",
        f"{nature} {written}",
        f"{written} € {nature}",
        f"sur {written} euros {nature}",
    ):
        facts = read_facts(text, TODAY).facts
        assert facts["montant"].value == euros
        assert facts["nature"].value == nature


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("le 1er mars", [date(2027, 3, 1)]),
        ("depuis le 1er mars", [date(2026, 3, 1)]),
        ("depuis 3 ans, si je pars le 1er mars", [date(2027, 3, 1)]),
        ("le 5 octobre 2026", [date(2026, 10, 5)]),
        ("05/10/2026 et 2026-12-31", [date(2026, 10, 5), date(2026, 12, 31)]),
        ("du 1er sept. 2025 au 31 août 2028", [date(2025, 9, 1), date(2028, 8, 31)]),
        ("lundi prochain", [date(2026, 11, 23)]),
        ("dans 15 jours", [date(2026, 12, 7)]),
        ("il y a deux mois", [date(2026, 9, 22)]),
        ("demain", [date(2026, 11, 23)]),
        ("à la rentrée", [date(2027, 9, 1)]),
        ("depuis la rentrée", [date(2026, 9, 1)]),
        ("le 31 avril 2027", []),
        ("en mai", []),
        ("24h par semaine", []),
    ],
)
def test_dates_are_absolute(text, days):
    assert [found.day for found in read_facts(text, TODAY).dates] == days


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("c koi le numen", "c'est quoi le numen"),
        ("slt jdemissione", "salut je démissionne"),
        ("combien pr un CDD", "combien pour un CDD"),
        ("art. L. 332-22", "art. L. 332-22"),
        ("Le SFT", "Le SFT"),
    ],
)
def test_text_messages_are_spelled_out(typed, meant):
    assert plain_french(typed) == meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une adhérente (1 an d'ancienneté) a eu un accident", "1 an"),
        ("ma collègue, 3 ans de services, est licenciée", "3 ans"),
        ("ma collègue, 40 ans, est licenciée", None),
        ("mon fils 3 ans est malade", None),
    ],
)
def test_the_seniority_of_someone_spoken_for_is_not_their_age(text, expected):
    fact = read_facts(text, TODAY).facts.get("anciennete")
    assert (fact and str(fact.value)) == expected
