"""Personal data never leaves: what is masked, what is kept because the question needs it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy.masking import mask

SECRETS = [
    ("Bonjour, je m'appelle Sophie Durand et je suis AESH", "Durand", "nom"),
    ("je m'appelle sophie durand et je suis en cdi", "durand", "nom"),
    ("Je m’appelle Zoé, AESH en CDD", "Zoé", "nom"),
    ("jmappelle Kevin jsuis aesh", "Kevin", "nom"),
    ("Mon nom est Le Goff. Puis-je démissionner ?", "Goff", "nom"),
    ("Mme Martin, ma directrice, refuse", "Martin", "nom"),
    ("la proviseure Anne-Lise Petit me l'a dit", "Petit", "nom"),
    ("ma collègue Léa Petit-Jean est en CDD", "Léa", "nom"),
    ("mon fils Léo a 7 ans", "Léo", "nom"),
    ("Cordialement, Paul Lebrun", "Lebrun", "nom"),
    ("Nom : Dupont", "Dupont", "nom"),
    ("appelez-moi au 06 12 34 56 78", "34 56", "téléphone"),
    ("mon 0612345678", "0612345678", "téléphone"),
    ("tel 06.12.34.56.78", "34.56", "téléphone"),
    ("+33 6 12 34 56 78", "34 56", "téléphone"),
    ("+33 (0)6 12 34 56 78", "34 56", "téléphone"),
    ("écrivez à sophie.durand@ac-lyon.fr", "sophie.durand", "courriel"),
    ("mon NUMEN : 06E0512345ABC", "06E0512345ABC", "NUMEN"),
    ("numen 06 e 05 12345 abc", "12345", "NUMEN"),
    ("sécu 2 85 05 78 006 084 36", "78 006", "numéro de sécurité sociale"),
    ("nir 285052A00608436", "285052A006084", "numéro de sécurité sociale"),
    ("1850578006084", "1850578006084", "numéro de sécurité sociale"),
    ("IBAN FR76 3000 6000 0112 3456 7890 189", "3456", "IBAN"),
    ("j'habite 12 bis rue des Lilas 69003 Lyon", "Lilas", "adresse"),
]


@pytest.mark.parametrize(("text", "secret", "kind"), SECRETS)
def test_personal_data_is_masked(text, secret, kind):
    masked = mask(text)
    assert secret not in masked.text
    assert kind in masked.kinds
    assert f"[{kind} masqué" in masked.text


@pytest.mark.parametrize(
    "text",
    [
        "Je suis AESH en CDI depuis le 01/09/2023 et je gagne 1 867,02 € pour 24 h",
        "préavis du 1er septembre 2026 au 31.10.2026 ?",
        "l'article L. 1225-35 et le décret n° 2014-724",
        "indice 366, échelon 2, 1 607 heures, 41 semaines, quotité 62 %",
        "ma collègue AESH est en arrêt, que faire ?",
        "Monsieur le principal refuse",
        "je suis en CMO depuis 3 mois",
    ],
)
def test_what_the_question_needs_is_kept(text):
    assert mask(text) == mask(mask(text).text)
    assert mask(text).text == text
    assert mask(text).kinds == ()


def test_a_name_told_once_is_masked_everywhere():
    masked = mask("Je m'appelle Sophie Durand. Sophie Durand veut démissionner, dit Durand.")
    assert "Sophie" not in masked.text
    assert "Durand" not in masked.text


@given(st.lists(st.integers(0, 9), min_size=8, max_size=8), st.sampled_from(["", " ", ".", "-"]))
def test_no_mobile_number_passes(digits, gap):
    pairs = ["06", *("".join(map(str, digits[i : i + 2])) for i in range(0, 8, 2))]
    number = gap.join(pairs)
    assert number not in mask(f"mon numéro est le {number}, merci").text


@given(st.text(max_size=200))
def test_masking_never_fails(text):
    assert isinstance(mask(text).text, str)
