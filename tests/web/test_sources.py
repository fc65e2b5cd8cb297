import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.corpus import Nature, Section
from assistant.domain.text import fold_spaces
from assistant.web.sources import excerpt, locate, safe_url, source_view
from tests.web.doubles import FICHE, FICHE_SECTION, GUIDE, GUIDE_SECTION, cite

WORDS = st.lists(st.sampled_from(["un", "deux", "(a)", "1,5", "été", "[1]", "a+b"]), min_size=1, max_size=12)
GAPS = st.sampled_from([" ", "\n", "\u00a0", "  \n", "\u202f"])


def test_a_quote_is_found_whatever_the_white_space():
    assert locate("deux mois", "un mois ou deux\u00a0\nmois") == (11, 21)


def test_a_quote_that_is_not_there_is_not_found():
    assert locate("trois mois", "un mois ou deux mois") is None
    assert locate("   ", "un mois") is None


def test_a_quote_is_a_text_and_not_a_pattern():
    assert locate("a+b", "aab a+b") == (4, 7)


@given(WORDS, WORDS, WORDS, GAPS)
def test_the_excerpt_adds_up_to_the_section(before, quote, after, gap):
    text = gap.join([*before, *quote, *after])
    found = excerpt(" ".join(quote), Section(section_id="s", source_id="d", text=text))
    assert found.whole
    assert found.before + found.quote + found.after == text
    assert fold_spaces(found.quote) == " ".join(quote)


def test_without_its_section_a_quote_stands_alone():
    assert excerpt(" un mois ", None) == excerpt("un mois", Section(section_id="s", source_id="d", text="autre"))
    assert not excerpt("un mois", None).whole


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//exemple.fr",
        "ftp://exemple.fr",
        "http://",
        "/etc/passwd",
        "http://[x",
    ],
)
def test_only_web_addresses_become_links(url):
    assert safe_url(url) == ""


def test_a_web_address_is_kept():
    assert safe_url(" https://exemple.fr/a.pdf#page=3 ") == "https://exemple.fr/a.pdf#page=3"


def test_an_academic_guide_is_said_to_be_local():
    view = source_view(cite(2, GUIDE_SECTION, GUIDE, "sous couvert"), GUIDE_SECTION, GUIDE, "t1")
    assert "Règle locale" in view.note
    assert view.summary == "Guide académique · 2025-2026 · p. 11"
    assert ("Page", "11") in view.facts
    assert ("Section", "La rupture du contrat > La démission") in view.facts


def test_a_union_guide_is_said_not_to_be_official():
    union = GUIDE.model_copy(update={"nature": Nature.GUIDE_SYNDICAL})
    assert "pas un texte officiel" in source_view(cite(1, GUIDE_SECTION, union, "x"), None, None, "t1").note


def test_a_fiche_shows_when_it_was_verified_and_no_empty_fact():
    view = source_view(cite(1, FICHE_SECTION, FICHE, "par lettre"), FICHE_SECTION, FICHE, "t1")
    assert ("Vérifiée le", "1er septembre 2026") in view.facts
    assert "Date" not in dict(view.facts)
    assert view.note == ""
    assert all(value for _, value in view.facts)
