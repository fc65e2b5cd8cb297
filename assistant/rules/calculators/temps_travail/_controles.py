"""The rules of article 3 of décret 2000-815, run one after the other on a timetable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from assistant.rules.calculators.temps_travail._mesures import Grille, Mesure, heaviest, repeated
from assistant.rules.core.french import format_hours, join_and
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul

SOURCE = "decret-2000-815#3"


class Regle(NamedTuple):
    """A limit: what is measured, the parameter, the side on which it is respected, and the words of a breach."""

    id: str
    label: str
    parameter: str
    sign: str
    words: str
    measures: Callable[[Grille], list[Mesure]]


REGLES = (
    Regle("semaine", "Travail de la semaine", "temps.semaine_maximale", "<=", "de travail", Grille.totals),
    Regle("jour", "Travail de la journée", "temps.jour_maximal", "<=", "de travail", Grille.days),
    Regle(
        "amplitude",
        "Amplitude de la journée",
        "temps.amplitude_maximale",
        "<=",
        "entre le début et la fin",
        Grille.amplitudes,
    ),
    Regle(
        "repos_quotidien",
        "Repos entre deux journées",
        "temps.repos_quotidien",
        ">=",
        "de repos ensuite",
        lambda grille: [rest for rest in grille.rests() if rest.minutes],
    ),
    Regle(
        "repos_hebdomadaire",
        "Repos de la semaine",
        "temps.repos_hebdomadaire",
        ">=",
        "de repos d'affilée",
        Grille.weekly_rests,
    ),
)


def _alike(measures: Sequence[Mesure]) -> list[tuple[int, str]]:
    """Put together the days that have the same length: « lundi, mardi et jeudi »."""
    found: dict[int, list[str]] = {}
    for measure in measures:
        found.setdefault(measure.minutes, []).append(measure.quand)
    return [(minutes, join_and(days)) for minutes, days in found.items()]


def _breaks(rows: Sequence[int], limit: int) -> bool:
    """Tell whether a day reaches the limit before its first pause.

    The text wants a pause in the day before the limit is reached; a pause that comes just then, or work as long
    after a first pause, is open to reading.
    """
    return rows[0] > limit or list(rows) == [limit]


class Controle:
    """Runs the rules, keeps each irregularity with its text, and makes the outcome."""

    def __init__(self, c: Calcul, on: date) -> None:
        self._c = c
        self._on = on
        self._irregular: list[str] = []
        self._unsure: list[str] = []

    def irregular(self, text: str, source: str = SOURCE) -> None:
        """Record an irregularity and the text that it breaks."""
        self._c.cite(source)
        self._irregular.append(text)

    def timetable(self, grille: Grille) -> None:
        """Check everything that a timetable shows by itself."""
        for regle in REGLES:
            self._limit(regle, regle.measures(grille))
        self._pauses(grille)
        for day in grille.sundays():
            self._unsure.append(f"{day} travaillé : le repos hebdomadaire comprend en principe le dimanche")

    def _limit(self, regle: Regle, measures: Sequence[Mesure]) -> None:
        if not measures:
            return
        limit = self._c.parameter(regle.parameter, on=self._on)
        upper = regle.sign == "<="
        worst = (max if upper else min)(measures, key=lambda m: m.minutes)
        self._c.check(regle.id, regle.label, (worst.minutes, "minutes"), regle.sign, limit)
        self._c.value(regle.id, regle.label, worst.minutes, "minutes")
        beyond = [m for m in measures if ((m.minutes > limit.integer) if upper else (m.minutes < limit.integer))]
        end = f", pour {limit.shown} {'au plus' if upper else 'au moins'}"
        for minutes, when in _alike(beyond):
            self.irregular(f"{when} : {format_hours(minutes)} {regle.words}{end}")

    def _pauses(self, grille: Grille) -> None:
        """Look for the days on which work reaches the limit before any pause long enough."""
        limit = self._c.parameter("temps.travail_sans_pause", on=self._on)
        pause = self._c.parameter("temps.pause", on=self._on)
        found = grille.sequences(pause.integer)
        longest = max(max(rows) for _, rows in found)
        self._c.check("pause", "Plus long travail sans pause suffisante", (longest, "minutes"), "<", limit)
        self._c.value("sans_pause", "Plus long travail sans pause suffisante", longest, "minutes")
        breaches = [Mesure(day, rows[0]) for day, rows in found if _breaks(rows, limit.integer)]
        unsure = [Mesure(d, max(r)) for d, r in found if max(r) >= limit.integer and not _breaks(r, limit.integer)]
        words = f"de travail sans pause de {pause.shown}"
        for minutes, when in _alike(breaches):
            self.irregular(f"{when} : {format_hours(minutes)} {words}, qu'il faut avant d'atteindre {limit.shown}")
        for minutes, when in _alike(unsure):
            self._unsure.append(f"{when} : {format_hours(minutes)} {words}, mais une autre pause existe ce jour-là")

    def average(self, typed: Sequence[int], counted: Sequence[int] | None) -> None:
        """Check the average over consecutive weeks: those counted, or the timetable taken as repeated."""
        weeks = self._c.parameter("temps.moyenne_semaines", on=self._on)
        limit = self._c.parameter("temps.moyenne_maximale", on=self._on)
        if counted:
            self._each_week(counted)
        else:
            self._c.hypothesis(f"Cet emploi du temps se répète à l'identique pendant {weeks.shown} au moins.")
        heaviest_run = heaviest(counted or repeated(typed, weeks.integer), weeks.integer)
        if heaviest_run is None:
            self._unsure.append(f"moyenne : il faut les heures de {weeks.shown} consécutives")
            return
        most = limit.integer * weeks.integer
        self._c.check("moyenne", "Moyenne la plus forte", (heaviest_run, "minutes"), "<=", (most, "minutes"))
        self._c.value("moyenne_cumul", f"Plus fort total sur {weeks.shown}", heaviest_run, "minutes")
        if heaviest_run > most:
            self.irregular(
                f"{format_hours(heaviest_run)} sur {weeks.shown} consécutives, pour {format_hours(most)} au plus "
                f"({limit.shown} en moyenne)"
            )

    def _each_week(self, counted: Sequence[int]) -> None:
        regle = REGLES[0]
        measures = [Mesure(f"semaine {rank}", minutes) for rank, minutes in enumerate(counted, start=1)]
        self._limit(regle._replace(id="semaine_comptee", label="Heures comptées de la semaine"), measures)

    def outcome(self) -> Outcome:
        """Publish the irregularities and finish."""
        c = self._c
        c.value("conforme", "Aucune irrégularité trouvée", not self._irregular)
        c.value("nombre", "Irrégularités", len(self._irregular))
        broken = self._list("irregularite", "Irrégularité", self._irregular)
        unsure = self._list("a_verifier", "Point à vérifier", self._unsure)
        also = f" À vérifier aussi : {unsure}." if unsure else ""
        if not broken:
            return c.result("Aucune limite de durée, de repos ou de pause n'est dépassée." + also)
        self._advise()
        many = "{nombre} irrégularités" if len(self._irregular) > 1 else "{nombre} irrégularité"
        return c.result(f"Cet emploi du temps présente {many} au regard des textes : {broken}.{also}")

    def _list(self, name: str, label: str, texts: Sequence[str]) -> str:
        """Publish each text as a value, and return the places where a summary shows them."""
        for rank, text in enumerate(texts, start=1):
            self._c.value(f"{name}_{rank}", f"{label} {rank}", text, "texte")
        return " ; ".join(f"{{{name}_{rank}}}" for rank in range(1, len(texts) + 1))

    def _advise(self) -> None:
        c = self._c
        c.say("_controles.advise")
