from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.answer import Block, BlockKind, Sentence
from assistant.web.prose import show_blocks
from tests.web.doubles import HOSTILE

TITLES = {1: "Fiche", 2: f"Guide {HOSTILE}"}


def shown(*sentences, titles=TITLES, key="t1", **about):
    return show_blocks([Block(kind=BlockKind.DIRECT, sentences=sentences, **about)], titles, key)


def parsed(html):
    return BeautifulSoup(str(html), "html.parser")


def test_a_sentence_links_to_its_citation():
    soup = parsed(shown(Sentence(text="Un mois.", cites=(1,)), key="t3")[0].lines[0])
    assert soup.get_text() == "Un mois.\u00a0[1]"
    assert soup.a["href"] == "#t3-source-1"
    assert soup.a["data-source"] == "t3-source-1"
    assert soup.a["aria-label"].startswith("[1] ")


def test_a_citation_that_is_not_there_has_no_mark():
    soup = parsed(shown(Sentence(text="Un mois.", cites=(7,)))[0].lines[0])
    assert soup.a is None
    assert soup.get_text() == "Un mois."


def test_sentences_that_share_a_citation_bear_it_once_at_the_end():
    line = shown(Sentence(text="Un.", cites=(1,)), Sentence(text="Deux.", cites=(1,)))[0].lines[0]
    assert parsed(line).get_text() == "Un. Deux.\u00a0[1]"


def test_a_hostile_title_stays_inside_its_attribute():
    soup = parsed(shown(Sentence(text="Oui.", cites=(2,)))[0].lines[0])
    assert [tag.name for tag in soup.find_all(True)] == ["a"]
    assert HOSTILE in soup.a["aria-label"]


@given(st.text(max_size=80).map(lambda t: t.replace("\r", " ")))
def test_any_text_comes_out_as_text(text):
    soup = parsed(shown(Sentence(text=text + HOSTILE))[0].lines[0])
    assert soup.find_all(True) == []
    assert soup.get_text().replace("\u00a0", " ") == (text + HOSTILE).replace("\u00a0", " ")


def test_paragraphs_and_lists_are_told_apart():
    items = (Sentence(text="un", item=True), Sentence(text="deux", item=True))
    found = shown(Sentence(text="Intro :"), *items, Sentence(text="Fin."), title="Partie", folded=True)
    assert [(b.is_list, [str(line) for line in b.lines], b.title) for b in found] == [
        (False, ["Intro\u00a0:"], "Partie"),
        (True, ["un", "deux"], ""),
        (False, ["Fin."], ""),
    ]
