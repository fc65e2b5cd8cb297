"""Articles that moved: each is linked to its fiches, and a fiche left on the old number is late."""

import datetime

import pytest

from assistant.fiches.errors import FicheError
from assistant.fiches.freshness import LATE_DAYS, stale
from assistant.fiches.moved import MOVES, Move, load_moves, moved
from assistant.fiches.schema import SourceReference

DAY = datetime.date(2026, 11, 22)
MOVE = Move(
    source="decret-86-83",
    articles=("45",),
    to_source="cgfp-reglementaire",
    to_articles="R. 332-26 à R. 332-31",
    since=datetime.date(2025, 10, 1),
    act="décret",
)


@pytest.mark.parametrize(
    ("at", "reached"),
    [
        ("article 45", True),
        ("articles 44 et 45", True),
        ("articles 43 à 46", True),
        ("articles 45-2 à 45-5", False),
        ("article 4", False),
        ("articles 46 et 48", False),
        ("", False),
    ],
)
def test_a_reference_reaches_the_article_that_moved(at, reached):
    assert MOVE.touches(at) is reached


def test_a_move_of_a_whole_text_touches_every_reference():
    assert MOVE.model_copy(update={"articles": ()}).touches("")


def citing(fiches, *references):
    sources = tuple(SourceReference(source=source, at=at) for source, at in references)
    return fiches[0].model_copy(update={"sources": sources})


@pytest.mark.parametrize(
    ("references", "current", "old"),
    [
        ([("decret-86-83", "article 45")], False, True),
        ([("decret-86-83", "article 45"), ("cgfp-reglementaire", "article R. 332-30")], True, False),
        ([("cgfp-reglementaire", "articles R. 332-1 à R. 332-40")], True, False),
        ([("cgfp-reglementaire", "article R. 271-11")], False, False),
        ([("decret-86-83", "articles 46 et 48")], False, False),
    ],
)
def test_a_move_is_linked_to_the_fiches_that_rest_on_it(fiches, references, current, old):
    (found,) = moved([MOVE], [citing(fiches, *references)], DAY)
    assert (bool(found.current), bool(found.old)) == (current, old)


def test_a_move_is_not_told_before_its_day(fiches):
    assert moved([MOVE], fiches, datetime.date(2025, 9, 30)) == []
    assert len(moved([MOVE], fiches, datetime.date(2025, 10, 1))) == 1


def test_a_fiche_left_on_the_old_number_is_late_past_the_limit(fiches, registry):
    left = moved([MOVE], [citing(fiches, ("decret-86-83", "article 45"))], DAY)
    assert any(item.past_limit for item in stale([], registry, DAY, left))
    soon = MOVE.since + datetime.timedelta(days=LATE_DAYS)
    assert not any(item.past_limit for item in stale([], registry, soon, left))


def test_every_move_of_the_corpus_is_followed(fiches, registry):
    left = [item for item in moved(load_moves(MOVES, registry), fiches, DAY) if item.old]
    assert left == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[move]\n", "TOML lisible"),
        ("[[move]]\nsource = 'decret-86-83'\n", "champ"),
        (
            "[[move]]\nsource = 'x'\nto_source = 'cgfp'\nto_articles = 'L. 1'\nsince = 2025-01-01\nact = 'loi'\n",
            "absente du registre : x",
        ),
    ],
)
def test_faults_of_the_table_are_told_in_french(tmp_path, registry, text, expected):
    path = tmp_path / "moves.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FicheError, match=expected):
        load_moves(path, registry)


def test_an_absent_table_is_named(tmp_path, registry):
    with pytest.raises(FicheError, match="n'existe pas"):
        load_moves(tmp_path / "moves.toml", registry)
