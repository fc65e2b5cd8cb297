"""A follow-up question made whole: what « et si c'est eux ? » refers to is taken from the turns before."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.dialogue.courtesy import courtesy
from assistant.dialogue.facts import Said
from assistant.dialogue.sms import plain_french
from assistant.domain.text import fold
from assistant.lexicon.tokens import stems

DATA = Path(__file__).with_name("followup.toml")
SHORT = 4
_OPENS_LIKE_ONE = re.compile(
    r"^(et\b|mais\b|donc\b|alors\b|sinon\b|dans ce cas|meme si|si (?:c'est|je|elle|il|on)\b|"
    r"pour (?:un|une|moi|elle|lui)\b|non\b|oui\b|pardon\b|oups\b|enfin\b|en fait\b|plutot\b)"
)
_POINTS_BACK = re.compile(
    r"\b(ca|cela|celui-ci|celle-ci|ce delai|cette duree|y a droit|dans ce cas|pareil|idem|aussi|"
    r"l[ea] (?:raccourcir|reduire|faire|demander|toucher|contester|refuser)|les (?:poser|demander|toucher))\b"
)
_ANNOUNCES = re.compile(
    r"^(?:et |bon |ok |merci |alors )*(?:sinon|autre question|autre chose|par ailleurs|au fait)\b"
)
_SUPPOSES = re.compile(r"^(?:et |mais |donc )?(?:si|meme si|imaginons|admettons)\b")
_CORRECTS = re.compile(
    r"^(?:non|pardon|oups|enfin|en fait|plutot|erreur|je me suis trompee?|je voulais dire|desolee?)\b"
)
_ASKED = re.compile(
    r"\b(?:prevenir|preavis|delai|combien(?: de (?:temps|jours|mois|semaines))?|quand|jusqu'a quand|avant quand|"
    r"duree|dure|date|indemnite|touche|montant|salaire|brut|gagne|paye|rembourse|retire|jours|"
    r"quelle date|dernier jour)\b"
)


def is_follow_up(question: str) -> bool:
    """Whether `question` leans on what was said before: it is short, opens like a reply or points back."""
    plain = fold(question)
    return len(stems(question)) <= SHORT or bool(_OPENS_LIKE_ONE.match(plain)) or bool(_POINTS_BACK.search(plain))


def leans_on(question: str, history: Sequence[str]) -> tuple[str, ...]:
    """Return the earlier question that `question` cannot be understood without, as a tuple of one, or ()."""
    earlier = [turn for turn in history if turn.strip() and courtesy(turn) is None]
    if not earlier or not is_follow_up(question):
        return ()
    return (next((turn for turn in reversed(earlier) if not is_follow_up(turn)), earlier[0]),)


def corrects(text: str) -> bool:
    """Whether a turn opens by taking back what was said (« non, 20 h »)."""
    return bool(_CORRECTS.match(fold(plain_french(text))))


def words_left(text: str, read: Said, before: str, more: Sequence[str] = ()) -> list[str]:
    """Return the stems of a turn that are neither its facts, nor words of `before`, nor words of asking again.

    `read` is what was read of `text`, `more` the folded words of other facts taken from it. Without any left, the
    turn brings facts to the question before.
    """
    plain = fold(plain_french(text))
    written = [*(f.written for f in read.facts.values()), *(d.written for d in read.dates), *more]
    for words in sorted(written, key=len, reverse=True):
        plain = plain.replace(words, " ")
    same = glue() | set(stems(plain_french(before)))
    return [stem for stem in stems(plain) if stem not in same and not re.fullmatch(r"\d+[.,]?\d*", stem)]


def changes_subject(text: str) -> bool:
    """Whether a turn announces another subject (« sinon, … », « autre question : … »)."""
    return bool(_ANNOUNCES.match(fold(text)))


def supposes(text: str) -> bool:
    """Whether a turn asks the same of a case changed (« et si j'accouche le 1er juin ? »), and nothing else."""
    plain = fold(plain_french(text))
    return bool(_SUPPOSES.match(plain)) and not _ASKED.search(plain)


def asking_words(text: str) -> str:
    """Return the words by which `text` asks (« prévenir quand »): a follow-up may ask the same of another case."""
    return " ".join(_ASKED.findall(fold(plain_french(text))))


def without_asking(text: str) -> str:
    """Return `text`, folded, without the words by which it asks: what remains is the case."""
    return _ASKED.sub(" ", fold(plain_french(text)))


@cache
def glue() -> frozenset[str]:
    """Return the stems that a turn may hold besides facts and still speak of the same subject."""
    data: dict[str, str] = tomllib.loads(DATA.read_text("utf-8"))
    return frozenset(stem for words in data.values() for stem in stems(words))
