"""The choice of units: words, kind of thing asked for, a budget, nothing told twice, nobody named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.asked import Asked, asked, section_asked, told
from assistant.answering.choice import pool_of
from assistant.answering.ranking import NAMES, features, fit_of, learned, read, sought
from assistant.answering.selection import Rarity
from assistant.domain.corpus import Chunk, Nature, Passage, Section, SourceInfo
from assistant.lexicon.tokens import stems

GUIDE = (
    "Le congé se demande par lettre.\nLa réponse arrive dans les 8 jours.\nLe chef signe la convention.\n"
    "Médecin : Docteur Zéphirine Ravel, au rectorat.\nLe congé se demande par une lettre."
)


def _passage(text=GUIDE, nature=Nature.GUIDE_ACADEMIQUE):
    section = Section(section_id="g#1", source_id="g", path=("Congé",), text=text)
    chunk = Chunk(chunk_id="g#1.0", section_id="g#1", source_id="g", text=text, embedded_text=text)
    return Passage(
        chunk=chunk, section=section, source=SourceInfo(source_id="g", title="Guide", nature=nature), score=1.0
    )


def _pool(question, passage=None):
    passage = passage or _passage()
    rarity = Rarity([passage.chunk])
    return pool_of(sought(stems(question), {}, rarity, asked(question)), None, [passage])


def test_the_unit_that_holds_the_words_comes_first():
    assert _pool("Qui signe la convention ?").take(50, 1)[0].unit.shown == "Le chef signe la convention."


def test_the_kind_of_thing_asked_for_counts():
    best = _pool("La réponse arrive quand ?").take(50, 1)[0]
    assert best.unit.shown == "La réponse arrive dans les 8 jours."
    assert best.signals[f"asks_{Asked.WHEN}"] == 1.0


def test_what_repeats_is_told_once_and_nobody_is_named():
    shown = [c.unit.shown for c in _pool("Comment demander le congé par lettre au médecin ?").take(500, 20)]
    assert len([s for s in shown if "lettre" in s]) == 1
    assert not any("Ravel" in s for s in shown)


@given(st.integers(0, 40), st.integers(0, 6))
def test_the_budget_and_the_limit_are_kept(budget, limit):
    chosen = _pool("Le congé, la réponse, la convention").take(budget, limit)
    assert sum(c.words for c in chosen) <= budget
    assert len(chosen) <= limit


def test_words_of_one_family_are_kin():
    (entry,) = read("Pendant l'attente de l'avis, rien ne change.")
    wanted = sought(stems("en attendant la décision"), {}, Rarity([]), frozenset())
    assert features(entry, _passage(), 0, wanted, leading=False)["kin"] > 0


def test_the_weights_learned_are_those_of_the_signals():
    (entry,) = read("Le chef signe.")
    signals = features(entry, _passage(), None, sought((), {}, Rarity([]), frozenset()), leading=True)
    assert tuple(signals) == NAMES
    assert set(learned()) == set(NAMES)
    assert fit_of(signals, {"leading": 2.0}) == 2.0


def test_questions_and_units_say_what_they_are_about():
    assert Asked.HOW_MUCH in asked("combien ça dure")
    assert Asked.WHERE in asked("ou est ecrit mon lieu de travail")
    assert Asked.WHO in told("Écrivez à la DSDEN.", "")
    assert Asked.DOCUMENTS in told("Un plan.", "Pièces à joindre")
    assert section_asked("quels papiers fournir ?") == "Pièces à joindre"
    assert section_asked("Qui paie ?") == ""
