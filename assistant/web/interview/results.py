"""What the page shows of a sheet: the check, the dates, the letters; or what is wrong with the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.interview.case import Dossier, read_dossier
from assistant.interview.conformity import Finding, findings, unknown_points
from assistant.interview.letters import Draft, drafts
from assistant.interview.results import Results, calculate, contradiction
from assistant.interview.timeline import Milestone, timeline
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import format_date_long
from assistant.web.interview import texts

EXPLAINED = ("calendrier", "recours", "reponse", "ccp", "conformite")


@dataclass(frozen=True)
class Outcome:
    """A sheet once read and calculated. `problems` maps fields to what is wrong, and then the rest is empty."""

    problems: Mapping[str, str] = field(default_factory=dict)
    dossier: Dossier | None = None
    results: Results | None = None
    findings: tuple[Finding, ...] = ()
    timeline: tuple[Milestone, ...] = ()
    drafts: tuple[Draft, ...] = ()

    @property
    def summary(self) -> str:
        """Return the verdict in a few words."""
        if self.results is None or self.results.by_name["conformite"].outcome == "missing_information":
            return texts.NOTHING_YET
        return self.results.said("conformite")

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what was deduced, what contradicts itself, and how often an interview is due."""
        if self.results is None or self.dossier is None:
            return ()
        often = [self.results.said("frequence")] if self.results.known("frequence") else []
        against = contradiction(self.dossier.case)
        return (*self.results.deduced, *([against] if against else []), *often)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the points that could not be checked."""
        return unknown_points(self.results) if self.results else ()

    @property
    def suppositions(self) -> tuple[str, ...]:
        """Return what the calculations suppose and warn of, each once."""
        if self.results is None:
            return ()
        shown = (self.results.by_name[name] for name in EXPLAINED if name in self.results.by_name)
        return tuple(dict.fromkeys(line for c in shown for line in (*c.hypotheses, *c.caveats)))

    @property
    def spoken(self) -> str:
        """Return what a screen reader says when the sheet changes: the verdict and the next deadline."""
        coming = (m for m in self.timeline if m.kind == "echeance" and m.state != "passe" and m.day)
        told = [f"{m.label} : {format_date_long(m.day)}." for m in coming if m.day][:1]
        return " ".join([self.summary, *told])


def outcome_of(raw: Mapping[str, str], today: date) -> Outcome:
    """Read and calculate a sheet. Never raises on what people type: see `Outcome.problems`."""
    try:
        dossier = read_dossier(raw)
        results = calculate(dossier.case, today)
    except SituationError as error:
        return Outcome(problems=dict(reversed(error.problems)))
    return Outcome(
        {},
        dossier,
        results,
        findings(dossier, results, today),
        timeline(dossier, results, today),
        drafts(dossier, results, today),
    )
