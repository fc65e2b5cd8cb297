from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.prose import blocks, link_marks
from tests.web.doubles import HOSTILE

TITLES = {1: "Fiche", 2: f"Guide {HOSTILE}"}


def parsed(html):
    return BeautifulSoup(str(html), "html.parser")


def test_a_mark_with_a_citation_becomes_a_link_that_keeps_its_text():
    soup = parsed(link_marks("Un mois [1].", TITLES, "t3"))
    link = soup.a
    assert soup.get_text() == "Un mois\u00a0[1]."
    assert link["href"] == "#t3-source-1"
    assert link["data-source"] == "t3-source-1"
    assert link["aria-label"].startswith("[1] ")


def test_a_mark_without_a_citation_stays_plain_text():
    soup = parsed(link_marks("Un mois [7].", TITLES, "t1"))
    assert soup.a is None
    assert soup.get_text() == "Un mois\u00a0[7]."


def test_several_marks_in_a_row_are_all_linked():
    assert len(parsed(link_marks("Oui [1][2] et [2]", TITLES, "t1")).find_all("a")) == 3


def test_a_hostile_title_stays_inside_its_attribute():
    soup = parsed(link_marks("[2]", TITLES, "t1"))
    assert [tag.name for tag in soup.find_all(True)] == ["a"]
    assert HOSTILE in soup.a["aria-label"]


@given(st.text(max_size=80).map(lambda t: t.replace("\r", " ")))
def test_any_text_comes_out_as_text(text):
    soup = parsed(link_marks(text + HOSTILE, {}, "t1"))
    assert soup.find_all(True) == []
    assert soup.get_text().replace("\u00a0", " ") == (text + HOSTILE).replace("\u00a0", " ")


def test_paragraphs_and_lists_are_told_apart():
    found = blocks("Court.\n\nIntro :\n- un\n- deux\nFin.", {}, "t1")
    assert [(b.is_list, [str(line) for line in b.lines]) for b in found] == [
        (False, ["Court."]),
        (False, ["Intro\u00a0:"]),
        (True, ["un", "deux"]),
        (False, ["Fin."]),
    ]


def test_an_empty_text_has_no_block():
    assert blocks(" \n\n ", {}, "t1") == []
