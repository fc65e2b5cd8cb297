"""Bad questions by the thousand, answered by the chain as the page asks it: none fails, none costs much.

`python -m tests.proofs.questions 5000` on the index of the settings prints the processor time that each took.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from assistant.answering.service import Assistant
from assistant.web.conversation import QuestionRefusedError, check_question

WORDS = (
    "préavis licenciement congé maternité arrêt maladie grève salaire contrat CDI CDD PIAL ULIS entretien ancienneté "
    "démission enfant malade accident cantine sortie scolaire temps partiel retraite prime REP lettre recours délai"
).split()
PIECES = [
    "é",
    "l'",
    "d'",
    ". ",
    "calcul ",
    "tap ",
    "jour ",
    "9",
    "1/2 ",
    "²",
    "³",
    "Ⅻ",
    "٣",
    "😀",
    "\u202e",
    "\u200b",
    "(",
    '"',
    "%00",
]
PIECES += [
    "il y a ",
    "depuis le ",
    "du 1/1/2020 au ",
    "ne ",
    "pas ",
    "qui ",
    "prévenir ",
    "et ",
    "à ",
    "mon ",
    "100 % ",
]
FAR = [
    "il y a 99999 ans",
    "dans 9000 ans",
    "depuis 99999 mois",
    "il y a 2026 ans",
    "dans 999999999999 jours",
    "le 31/02/9999",
]


def bad_question(chance: random.Random) -> str:
    """Return a question that somebody careless, hostile or confused might send."""
    return chance.choice(KINDS)(chance)


def _pump(chance: random.Random) -> str:
    piece = chance.choice([*PIECES, *WORDS])
    return (chance.choice(WORDS) + " " + piece * 2000)[: chance.choice([50, 500, 2000])]


def _words(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 250)))[:2000]


def _mixed(chance: random.Random) -> str:
    return "".join(chance.choice([*PIECES, *(w + " " for w in WORDS)]) for _ in range(chance.randrange(1, 300)))[
        :2000
    ]


def _unicode(chance: random.Random) -> str:
    return "".join(
        chr(chance.choice([chance.randrange(32, 0x3000), chance.randrange(0x1F300, 0x1F6FF)])) for _ in range(400)
    )


def _numbers(chance: random.Random) -> str:
    return "".join(chance.choice("0123456789 ,./-€%³²¼") for _ in range(chance.randrange(1, 2000)))


def _far(chance: random.Random) -> str:
    return f"{chance.choice(WORDS)}, contrat {chance.choice(FAR)} {chance.choice(WORDS)} ?"


def _markup(chance: random.Random) -> str:
    return chance.choice(
        ["<script>", "{{7*7}}", "${x}", "' OR 1=1 --", "../../etc/passwd", "\\x00"]
    ) * chance.randrange(1, 60)


def _mutated(chance: random.Random) -> str:
    text = list(" ".join(chance.sample(WORDS, 8)))
    for _ in range(chance.randrange(1, 12)):
        text[chance.randrange(len(text))] = chance.choice([*PIECES, "", "e", " "])
    return "".join(text)


KINDS: list[Callable[[random.Random], str]] = [_pump, _words, _mixed, _unicode, _numbers, _far, _markup, _mutated]


def asked(
    assistant: Assistant, count: int, seed: int = 1, limit: int = 2000
) -> tuple[list[float], Counter[str], list[str]]:
    """Return the processor time of each question, what became of them, and those that took longest or failed."""
    chance = random.Random(seed)  # noqa: S311
    times: list[float] = []
    became: Counter[str] = Counter()
    notable: list[tuple[float, str]] = []
    for _ in range(count):
        sent = bad_question(chance)
        begun = time.thread_time(), time.process_time()
        try:
            answer = assistant.ask(check_question(sent, limit))
            became[answer.status.value] += 1
        except QuestionRefusedError:
            became["refused"] += 1
        except Exception as error:
            became[f"FAILED {type(error).__name__}"] += 1
            notable.append((99.0, sent[:80]))
        times.append(time.process_time() - begun[1])
        notable.append((times[-1], sent[:80]))
    notable.sort(reverse=True)
    return times, became, [f"{seconds:.2f} s {text!r}" for seconds, text in notable[:8]]


def centile(values: list[float], share: float) -> float:
    """Return a centile."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Ask as many as told, and print the figures. Exit code 1 when one failed."""
    from assistant.assembly import make_assistant
    from assistant.settings import load_settings

    assistant = make_assistant(load_settings())
    assistant.ask("Quel préavis pour démissionner ?")
    times, became, notable = asked(assistant, int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    print(dict(became))
    print(
        "processor: " + ", ".join(f"p{int(s * 100)} {centile(times, s):.3f} s" for s in (0.5, 0.95, 0.99)),
        f"max {max(times):.2f} s",
    )
    print(*notable, sep="\n")
    sys.exit(any(name.startswith("FAILED") for name in became))


if __name__ == "__main__":
    main()
