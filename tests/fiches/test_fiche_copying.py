"""No sentence of a guide stands in a fiche, and what a fiche says of a guide stands in that guide."""

import datetime
import re

import pytest

from assistant.domain.text import fold
from assistant.fiches.render import no_parameters, render

DAY = datetime.date(2026, 11, 22)
LONGEST_RUN = 12
pytestmark = pytest.mark.guides


def words(text):
    return re.findall(r"[a-z0-9]+", fold(text))


def runs(tokens, size):
    return {tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1)}


def without(text, allowed):
    """Cut `allowed` phrases out of the text; a full stop keeps the two sides apart."""
    folded = fold(text)
    for phrase in sorted((fold(a) for a in allowed), key=len, reverse=True):
        folded = folded.replace(phrase, " | ")
    return folded


def shared_runs(fiche, allowed, guide_runs):
    written = [fiche.title, *(section.text for section in render(fiche, no_parameters, DAY))]
    pieces = [piece for text in written for piece in without(text, allowed).split("|")]
    return [run for piece in pieces for run in runs(words(piece), LONGEST_RUN) if run in guide_runs]


def test_no_run_of_twelve_words_comes_from_a_guide(fiches, registry, guides):
    guide_runs = set().union(*(runs(words(text), LONGEST_RUN) for text in guides.values()))
    titles = [source.title for source in registry.values()]
    copied = {f.id: shared_runs(f, [*titles, *f.formulas], guide_runs) for f in fiches}
    assert {k: [" ".join(r) for r in v] for k, v in copied.items() if v} == {}


def test_the_measure_sees_a_copy(guides):
    sentence = " ".join(words(guides["guide-aesh-nice"])[3000:3030])
    guide_runs = set().union(*(runs(words(text), LONGEST_RUN) for text in guides.values()))
    assert runs(words(sentence), LONGEST_RUN) <= guide_runs


def test_declared_formulas_are_used_and_short(fiches):
    for fiche in fiches:
        text = fold("\n".join(section.text for section in render(fiche, no_parameters, DAY)))
        for formula in fiche.formulas:
            assert fold(formula) in text, (fiche.id, formula)
            assert len(words(formula)) <= 40, (fiche.id, formula)


def test_what_a_fiche_says_of_a_guide_stands_in_that_part_of_it(fiches, guides):
    astray = []
    for fiche in fiches:
        for conflict in fiche.conflicts:
            part = section_of(guides[conflict.guide], conflict.section)
            if part is None:
                astray.append((fiche.id, "partie introuvable", conflict.section))
                continue
            present = set(re.findall(r"\d+", fold(part)))
            astray += [(fiche.id, n) for n in re.findall(r"\d+", fold(conflict.guide_says)) if n not in present]
    assert astray == []


def section_of(guide, title):
    """Return the text from the heading or line that holds `title` to the next heading of its rank or above."""
    lines = guide.splitlines()
    starts = [i for i, line in enumerate(lines) if fold(title) in fold(line.replace("*", "")) and "....." not in line]
    if not starts:
        return None
    pieces = []
    for start in starts:
        rank = len(re.match(r"#*", lines[start]).group(0)) or 9
        rest = lines[start + 1 :]
        end = next((i for i, line in enumerate(rest) if 0 < len(re.match(r"#*", line).group(0)) <= rank), len(rest))
        pieces += [lines[start], *rest[:end]]
    return "\n".join(pieces)
