"""False premises: a belief recognised in a question, and the unit of a fiche that tells what the rule is.

The beliefs are in `beliefs/*.toml`, one table each, named by its id: `fiche` and `says` (a pattern on the folded unit
that tells the rule); `false` and `true`, the claims that the rule denies or confirms; `unless`, what puts the belief
out of play. A claim in the negative counts as the opposite claim, save where its own pattern bears a negation or the
table says `keep_polarity`, or the claim begins with « = ». Claims are patterns on the question without accents,
apostrophes or hyphens; « ~ » stands for a few words of one clause, « & » parts patterns found in any order, and
`{name}` stands for a list of `lists.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path

from pydantic import Field

from assistant.dialogue.sms import plain_french
from assistant.domain.corpus import Frozen
from assistant.domain.text import fold

DATA = Path(__file__).with_name("beliefs")
LISTS = "lists.toml"
AND, KEPT = " & ", "= "
GAP = r"(?:[^.?!;:]{0,60}?)\b"
NEGATION_BEFORE, NEGATION_AFTER = 34, 14
MAX_CHARS, CONFIRMED_CHARS = 600, 100
CACHED_TEXTS = 2048

_TAIL = re.compile(
    r"[ ,]*\b(?:non|hein|n est ce pas|pas vrai|c est (?:bien )?(?:ca|cela|vrai)|on est d accord|vrai ou faux|"
    r"oui ou non|ou (?:pas|non)|exact|correct|normal|c (?:ca|vrai)|il parait|est ce vrai)\s*$"
)
_NEGATIVE = re.compile(
    r"\b(?:pas|jamais|aucune?|nullement)\b(?! mal\b)|\b(?:ne|n)\b[^.?!,;:]{1,30}?\bplus\b|"
    r"\bne (?:peux|peut|puis|peuvent|saurait|doit|dois)\b(?![^.?!,;:]{0,30}\b(?:que|qu)\b)|"
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


@dataclass(frozen=True)
class _Claim:
    parts: tuple[re.Pattern[str], ...]
    true: bool
    turns: bool

    def verdict(self, plain: str) -> Verdict | None:
        """Return what the claim is worth where `plain` makes it, None where it does not."""
        found = [part.search(plain) for part in self.parts]
        matches = [match for match in found if match]
        if len(matches) < len(found) or _asks_to_refuse(plain, matches):
            return None
        negative = self.turns and _negative(plain, matches)
        if negative and len(matches) > 1:
            return None
        return Verdict.RIGHT if self.true != negative else Verdict.WRONG


class _Belief(Frozen):
    fiche: str
    says: str
    false: tuple[str, ...] = ()
    true: tuple[str, ...] = ()
    unless: str = ""
    keep_polarity: bool = False

    @cached_property
    def claims(self) -> tuple[_Claim, ...]:
        """The claims compiled."""
        written = [(c, False) for c in self.false] + [(c, True) for c in self.true]
        return tuple(self._claim(c, true) for c, true in written)

    def _claim(self, written: str, true: bool) -> _Claim:
        turns = not (self.keep_polarity or "{pas}" in written or written.startswith(KEPT))
        parts = written.removeprefix(KEPT).split(AND)
        return _Claim(tuple(_compiled(part) for part in parts), true, turns)

    @cached_property
    def excluded(self) -> re.Pattern[str] | None:
        """What puts the belief out of play, compiled."""
        return _compiled(self.unless) if self.unless else None

    def verdicts(self, plain: str) -> set[Verdict]:
        """Return what the claims found in `plain` are worth; several when they contradict each other."""
        if self.excluded and self.excluded.search(plain):
            return set()
        return {verdict for claim in self.claims if (verdict := claim.verdict(plain))}


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
    judged = {name: verdicts for name, belief in beliefs().items() if (verdicts := belief.verdicts(plain))}
    wrong = [name for name, verdicts in judged.items() if verdicts == {Verdict.WRONG}]
    unsure = opened or len(plain) > CONFIRMED_CHARS or any(len(verdicts) > 1 for verdicts in judged.values())
    right = [] if wrong or unsure else list(judged)
    verdict = Verdict.WRONG if wrong else Verdict.RIGHT
    told = [(name, beliefs()[name]) for name in wrong or right]
    return [Premise(id=name, verdict=verdict, fiche=belief.fiche, says=belief.says) for name, belief in told]


@lru_cache(maxsize=CACHED_TEXTS)
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


def _asks_to_refuse(plain: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether the question is whether one may refuse what it tells: no claim to confirm then."""
    return any(not any(m.start() <= r.end() <= m.end() for m in matches) for r in _REFUSES.finditer(plain))


def _negative(plain: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether the claim is in the negative: a negation inside it or next to it in the same clause.

    The parts of a claim in several parts stand anywhere, and so may the negation: what it denies is then unknown.
    """
    if len(matches) > 1:
        return bool(_NEGATIVE.search(plain))
    match = matches[0]
    before = _CLAUSE.split(plain[: match.start()])[-1][-NEGATION_BEFORE:]
    after = _CLAUSE.split(plain[match.end() :][:NEGATION_AFTER])[0]
    return bool(_NEGATIVE.search(before + match[0] + after))


@cache
def _words() -> dict[str, str]:
    return _Lists.model_validate(tomllib.loads((DATA / LISTS).read_text("utf-8"))).lists


def _compiled(claim: str) -> re.Pattern[str]:
    text = re.sub(r"\{(\w+)\}", lambda m: _words().get(m[1], m[0]), claim)
    return re.compile(text.replace("~", GAP))
