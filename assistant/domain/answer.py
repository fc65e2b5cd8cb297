"""The answer contract: what the page, the command line and the evaluation all receive.

An answer is a list of typed blocks, each of sentences that name the citations they rest on. Nothing is parsed back
from text: `text` is one rendering of the blocks, made when it is asked for.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field

from assistant.domain.calculation import Calculation, MissingFact
from assistant.domain.corpus import Nature
from assistant.domain.model_report import ModelReport


class Status(StrEnum):
    """How an answer stands; computed by code from what was verified."""

    FOUNDED = "founded"
    CALCULATED = "calculated"
    NEEDS_INFORMATION = "needs_information"
    OUT_OF_SOURCES = "out_of_sources"


class BlockKind(StrEnum):
    """What a block is for, in the order of an answer."""

    HELP = "help"
    UNDERSTOOD = "understood"
    BELIEF = "belief"
    DIRECT = "direct"
    RESULT = "result"
    MISSING = "missing"
    TODO = "todo"
    CONFLICT = "conflict"
    EXPLAIN = "explain"
    GUIDE = "guide"
    SOURCES = "sources"
    MORE = "more"


class Record(BaseModel):
    """Base of the parts of an answer: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Record):
    """A passage on which the answer rests. `quote` is verbatim in the cited section after white-space folding.

    `n` is the number by which sentences name it; `page` is the printed label where there is one, else the physical
    page number; `section` is the heading path in one line; `texts` are the texts that carry a réponse, in words.
    """

    n: int = Field(ge=1)
    source_id: str
    section_id: str
    title: str
    publisher: str = ""
    nature: Nature = Nature.DOCUMENT
    date: str = ""
    section: str = ""
    page: str | None = None
    quote: str
    url: str = ""
    fiche_id: str | None = None
    texts: tuple[str, ...] = ()


class Sentence(Record):
    """A sentence, or an item of a list, and the numbers of the citations it rests on."""

    text: str
    cites: tuple[int, ...] = ()
    item: bool = False


class Block(Record):
    """A part of an answer. `title` heads it when it is folded; `folded` blocks stand behind the fold."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    title: str = ""
    folded: bool = False


class NextStep(Record):
    """What may be done next: a question to ask (`value` is its text), a page to open (`value` is its address)."""

    kind: Literal["question", "reading", "simulator", "letter", "interview"]
    label: str
    value: str


class CaseFact(Record):
    """A fact of the case as the conversation stands: what the calculators reuse, shown so that it can be corrected.

    `key` names it in corrections, `label` in French (« Ancienneté »), `shown` is how it reads (« 3 ans et 6 mois »),
    `written` is as typed; `turn` is the place (from 0) of the question where it was said, None when the user edited
    it; `supposed` says that nobody said it.
    """

    key: str
    label: str
    shown: str
    written: str = ""
    turn: int | None = None
    supposed: bool = False


class Answer(BaseModel):
    """One answer to one turn. Durations are in milliseconds; `case` holds the facts known so far."""

    model_config = ConfigDict(extra="forbid")

    status: Status
    blocks: tuple[Block, ...]
    citations: list[Citation] = Field(default_factory=list)
    calculations: list[Calculation] = Field(default_factory=list)
    questions: list[MissingFact] = Field(default_factory=list)
    next_steps: tuple[NextStep, ...] = ()
    case: list[CaseFact] = Field(default_factory=list)
    reponses: tuple[str, ...] = ()
    model: ModelReport | None = None
    elapsed_ms: float = 0.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """The whole answer as plain text with marks « [1] », the blocks before the fold first."""
        return "\n\n".join(filter(None, (self.shown, self.behind)))

    @property
    def shown(self) -> str:
        """What stands before the fold, as plain text with marks."""
        return render_blocks([block for block in self.blocks if not block.folded])

    @property
    def behind(self) -> str:
        """What stands behind the fold, as plain text with marks."""
        return render_blocks([block for block in self.blocks if block.folded])


def render_blocks(blocks: list[Block]) -> str:
    """Return blocks as plain text: a paragraph each, list items on their own lines, marks after the sentences."""
    return "\n\n".join(filter(None, map(render_block, blocks)))


def render_block(block: Block) -> str:
    """Return one block as plain text; a mark comes once after the last of the sentences that share it."""
    lines: list[str] = [f"{block.title} :"] if block.title and block.folded else []
    running = ""
    for n, sentence in enumerate(block.sentences):
        after = block.sentences[n + 1] if n + 1 < len(block.sentences) else None
        shared = after is not None and after.cites == sentence.cites and not sentence.item
        mark = "" if shared else "".join(f" [{c}]" for c in sentence.cites)
        if sentence.item:
            lines += [running] if running else []
            running = ""
            lines.append(f"- {sentence.text}{mark}")
        else:
            running = f"{running} {sentence.text}{mark}".strip()
    return "\n".join([*lines, *([running] if running else [])])
