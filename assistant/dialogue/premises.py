"""False premises: a belief recognised in a question, and the unit of a fiche that tells what the rule is.

The beliefs are in `beliefs/*.toml`, one table each, named by its id: `fiche` and `says` (a pattern on the folded unit
that tells the rule); `false` and `true`, the claims that the rule denies or confirms; `unless`, what puts the belief
out of play. A claim in the negative counts as the opposite claim, save where its own pattern bears a negation or the
table says `keep_polarity`. Claims are patterns on the question without accents, apostrophes or hyphens; « ~ » stands
for a few words of one clause, and `{name}` for a list of `lists.toml`.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen
from assistant.domain.text import fold

DATA = Path(__file__).with_name("beliefs")
LISTS = "lists.toml"
GAP = r"(?:[^.?!;:]{0,60}?)\b"
NEGATION_BEFORE, NEGATION_AFTER = 34, 14
MAX_CHARS, CONFIRMED_CHARS = 600, 100

_TAIL = re.compile(
    r"[ ,]*\b(?:non|hein|n est ce pas|pas vrai|c est (?:bien )?(?:ca|cela|vrai)|on est d accord|vrai ou faux|"
    r"oui ou non|ou (?:pas|non)|exact|correct|normal|c (?:ca|vrai)|il parait|est ce vrai)\s*$"
)
_NEGATIVE = re.compile(
    r"\b(?:pas|jamais|aucune?|nullement)\b(?! mal\b)|\b(?:ne|n)\b[^.?!,;:]{1,30}?\bplus\b|"
    r"\b(?:existe|est|sont|a|ai|ont|peut|peux|verse\w*|touche\w*) plus\b(?! (?:de|que|d|tard|tot)\b)"
)
_OPEN = re.compile(
    r"\b(?:combien|comment|(?<!dire )(?<!expliquer )pourquoi|lequel|laquelle|lesquels|que faire|quoi faire)\b|"
    r"\bqu est ce\b|\bquel(?:le)?s?\b(?! que)|\b(?:quand|quoi|ou|qui)\s*$|"
    r"(?:^|[,;:.?!] ?|\bet |\balors )(?:a |de |en |pour |jusqu a |depuis |avec )?(?:quand|qui|que|ou|quoi)\b(?! meme)"
)
_BELIEVES = re.compile(
    r"\b(?:comme|puisqu?e?|vu que?|vu qu|sachant que?|etant donne|donc|il parait|c est bien|c est vrai|vrai que?)\b"
)
_CLAUSE = re.compile(r"[,;:.?!]| mais | car | et | si | meme ")
# The pôles d'appui share their acronym with a negation: only capitals, or the article before it, tell them apart.
_POLES = re.compile(r"\bPAS\b|(?<=\bau )pas\b|(?<=\baux )pas\b|(?<=\bdu )pas\b|(?<=\bles )pas\b|(?<=\bun )pas\b")
_REFUSES = re.compile(
    r"\b(?:droit de|puis je|je peux|peux je|peut on|on peut|possible de) (?:\w+ ){0,2}?"
    r"(?:refuser|dire non|contester|opposer)\b"
)
_DENIES = re.compile(r"\b(?:c est|est ce) (?:bien )?(?:faux|pas vrai)\b|\b(?:faux|pas vrai) qu")


class Verdict(StrEnum):
    """How the answer to a question that affirms something begins."""

    WRONG = "Non"
    RIGHT = "Oui"


class Premise(Frozen):
    """A belief found in a question: what the fiche `fiche` says of it (pattern `says`), and whether it is right."""

    id: str
    verdict: Verdict
    fiche: str
    says: str


class _Belief(Frozen):
    fiche: str
    says: str
    false: tuple[str, ...] = ()
    true: tuple[str, ...] = ()
    unless: str = ""
    keep_polarity: bool = False

    @cached_property
    def claims(self) -> tuple[tuple[re.Pattern[str], bool, bool], ...]:
        """The claims compiled: pattern, whether it is true, whether a negation turns it over."""
        written = [(c, False) for c in self.false] + [(c, True) for c in self.true]
        return tuple((_compiled(c), true, not self.keep_polarity and "{pas}" not in c) for c, true in written)

    @cached_property
    def excluded(self) -> re.Pattern[str] | None:
        """What puts the belief out of play, compiled."""
        return _compiled(self.unless) if self.unless else None

    def verdicts(self, plain: str) -> set[Verdict]:
        """Return what the claims found in `plain` are worth; several when they contradict each other."""
        if self.excluded and self.excluded.search(plain):
            return set()
        found: set[Verdict] = set()
        for pattern, true, turns in self.claims:
            if (match := pattern.search(plain)) and not _asks_to_refuse(plain, match):
                right = true != (turns and _negative(plain, match))
                found.add(Verdict.RIGHT if right else Verdict.WRONG)
        return found


class _Lists(Frozen):
    lists: dict[str, str] = Field(default_factory=dict)


def premises_of(question: str) -> list[Premise]:
    """Return the wrong beliefs that `question` states; when there are none, the right ones that it asks to confirm.

    An open question (« combien… ») states nothing, unless it says what it starts from (« comme… », « puisque… »):
    then only what is wrong in it is told. A long question asks for more than a confirmation.
    """
    plain = normalised(question)
    if len(plain) > MAX_CHARS or _DENIES.search(plain):
        return []
    opened, believes = bool(_OPEN.search(plain)), bool(_BELIEVES.search(plain))
    if opened and not believes:
        return []
    found: list[Premise] = []
    for name, belief in beliefs().items():
        verdicts = belief.verdicts(plain)
        if len(verdicts) == 1:
            found.append(Premise(id=name, verdict=verdicts.pop(), fiche=belief.fiche, says=belief.says))
    wrong = [p for p in found if p.verdict is Verdict.WRONG]
    return wrong or ([] if opened or len(plain) > CONFIRMED_CHARS else found)


def normalised(question: str) -> str:
    """Return `question` as the claims read it: folded, without apostrophes, hyphens or the « non ? » at its end."""
    named = question if question.isupper() else _POLES.sub("poleappui", question)
    plain = re.sub(r"['’\-]", " ", fold(plain_french(named)))
    plain = fold(re.sub(r"(\d)([a-z%€])", r"\1 \2", plain)).rstrip(" ?!.")
    for _ in range(3):
        plain = _TAIL.sub("", plain).rstrip(" ?!.,")
    return plain


@cache
def beliefs() -> dict[str, _Belief]:
    """Return the beliefs of the data files, by id, in the order of the files."""
    found: dict[str, _Belief] = {}
    for path in sorted(DATA.glob("*.toml")):
        if path.name != LISTS:
            tables = tomllib.loads(path.read_text("utf-8"))
            found |= {name: _Belief.model_validate(table) for name, table in tables.items()}
    return found


def _asks_to_refuse(plain: str, match: re.Match[str]) -> bool:
    """Whether the question is whether one may refuse what it tells: no claim to confirm then."""
    return any(not match.start() <= m.end() <= match.end() for m in _REFUSES.finditer(plain))


def _negative(plain: str, match: re.Match[str]) -> bool:
    """Whether the claim is in the negative: a negation inside it, or next to it in the same clause."""
    before = _CLAUSE.split(plain[: match.start()])[-1][-NEGATION_BEFORE:]
    after = _CLAUSE.split(plain[match.end() :][:NEGATION_AFTER])[0]
    return bool(_NEGATIVE.search(before + match[0] + after))


@cache
def _words() -> dict[str, str]:
    return _Lists.model_validate(tomllib.loads((DATA / LISTS).read_text("utf-8"))).lists


def _compiled(claim: str) -> re.Pattern[str]:
    text = re.sub(r"\{(\w+)\}", lambda m: _words().get(m[1], m[0]), claim)
    return re.compile(text.replace("~", GAP))
