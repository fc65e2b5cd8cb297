"""Conformity check of an interview: each irregularity with its text, its force, and what to do by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.rules.calculators.entretien._conduite import conduct_point
from assistant.rules.calculators.entretien._faits import AFTER, Entretien
from assistant.rules.calculators.entretien._points import CONTENU, CONVOCATION, FORME, PERMIS, RAPPORT, Point, Verdict
from assistant.rules.core.calculator import Calculator
from assistant.rules.core.dates import eve
from assistant.rules.core.french import count
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.sources import source
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import francs, territory_of

POINTS = (*CONVOCATION, *CONTENU, *RAPPORT, *PERMIS)
PLACES = {"irrégulier": "Irrégulier", "à discuter": "À discuter", "permis": "Pas irrégulier"}
ASKED_FIRST = ("date_entretien", "date_convocation", "conduit_par")


def compute(s: Entretien, c: Calcul) -> Outcome:
    """Return every irregularity, what is open to discussion, what is allowed, and what remains to be told."""
    _something_to_check(s, c)
    found = [*_delay(s, c), *_conduct(s, c), *_answered(s, c)]
    deadline = _deadline(s, c)
    for point in found:
        _say(s, c, point, deadline)
    kinds = {kind: [p for p in found if p.verdict == kind] for kind in PLACES}
    irregular = kinds["irrégulier"]
    c.value("nombre", "Irrégularités", len(irregular))
    c.value("nombre_regle", "dont contraires à une règle", sum(p.force == "règle" for p in irregular))
    c.value("conforme", "Aucune irrégularité dans ce que vous indiquez", not irregular)
    unknown = _unknown(s)
    c.value("non_renseignes", "Points non renseignés", len(unknown))
    if unknown:
        c.value("a_renseigner", "À vérifier de votre côté", " ; ".join(unknown), "texte")
    _advise(s, c, bool(irregular))
    return c.result(_summary(kinds, bool(unknown)))


def _something_to_check(s: Entretien, c: Calcul) -> None:
    """Ask the first questions when nothing can be checked; a date without the other cannot."""
    if s.conduit_par is None and not any(getattr(s, point.field) is not None for point in POINTS):
        for name in ASKED_FIRST[:2] if s.date_convocation or s.date_entretien else ASKED_FIRST:
            c.need(getattr(s, name), name)


def _delay(s: Entretien, c: Calcul) -> Iterator[Point]:
    if s.date_entretien is None or s.date_convocation is None:
        return
    delay = c.parameter("entretien.convocation", on=s.date_entretien)
    c.value("date_entretien", "Date de l'entretien", s.date_entretien)
    latest = c.shift("convoque_avant", "Dernier jour pour vous informer", s.date_entretien, delay, back=True)
    if not c.check("convocation_a_temps", "Convocation à temps", s.date_convocation, "<=", latest):
        short = count((s.date_entretien - s.date_convocation).days, "jour")
        yield Point(
            *("convocation_tardive", "date_convocation", "convocation tardive", bool),
            why=f"{short} avant l'entretien, alors que l'arrêté en demande {delay.integer} au moins",
            source=FORME,
            force="règle",
            before="demandez par écrit le report de l'entretien, en citant l'article 1er de l'arrêté du 27 juin 2014",
        )


def _conduct(s: Entretien, c: Calcul) -> Iterator[Point]:
    if s.conduit_par is not None:
        yield from _examined(c, conduct_point(s.conduit_par, s.affectation), s.conduit_par)


def _answered(s: Entretien, c: Calcul) -> Iterator[Point]:
    for point in POINTS:
        answer = getattr(s, point.field)
        if answer is not None:
            yield from _examined(c, point, answer)


def _examined(c: Calcul, point: Point, answer: object) -> Iterator[Point]:
    """Record the point, and give it when the answer deserves its verdict."""
    wrong = c.apply(
        *(f"point_{point.id}", point.title.capitalize(), point.wrong, answer),
        expression="réponse : {0}",
        sources=[point.source],
    )
    if wrong:
        yield point


def _deadline(s: Entretien, c: Calcul) -> date | None:
    """Return the last day to ask the rector for a review, when the report has been notified."""
    if s.date_notification is None:
        return None
    delay = c.parameter("entretien.recours", on=s.date_notification)
    label = "Dernier jour pour demander la révision"
    return francs(c, "dernier_jour_recours", label, s.date_notification, delay, territory_of(s, c))


def _is_over(s: Entretien) -> bool:
    return any(getattr(s, name) is not None for name in AFTER)


def _say(s: Entretien, c: Calcul, point: Point, deadline: date | None) -> None:
    """Publish the point, and what to do about it by when."""
    label = f"{PLACES[point.verdict]} ({point.force}) : {point.title}"
    c.value(point.id, label, f"{point.why} ({_where(point.source)})", "texte")
    c.cite(point.source)
    if point.verdict == "permis":
        return
    if _is_over(s):
        c.todo(f"{point.title.capitalize()} : {point.after}.", by=deadline)
    else:
        c.todo(
            f"{point.title.capitalize()} : {point.before}.", by=eve(s.date_entretien) if s.date_entretien else None
        )


def _where(source_id: str) -> str:
    """Name a text and its article: « arrêté du 27 juin 2014, art. 1 »."""
    found = source(source_id)
    name = found.text.partition(" (")[0]
    mark = "§" if name.startswith("Circulaire") else "art."
    return f"{name}, {mark} {found.article}" if found.article else name


def _unknown(s: Entretien) -> list[str]:
    """List the points that could not be checked; what is allowed anyway need not be told."""
    fields = dict.fromkeys(["date_convocation", "conduit_par", *(p.field for p in POINTS if p.verdict != "permis")])
    told = {name for name in fields if getattr(s, name) is not None}
    if s.date_notification is not None:
        told.add("compte_rendu_notifie")
    return [str(type(s).model_fields[name].title).lower() for name in fields if name not in told]


def _advise(s: Entretien, c: Calcul, irregular: bool) -> None:
    if irregular:
        c.caveat("Une irrégularité n'annule pas d'elle-même l'entretien : elle se signale par écrit, avec le texte.")
        c.caveat("Une circulaire s'impose aux services, mais se plaide moins sûrement qu'un arrêté ou un décret.")
    c.caveat("Les notes locales (durée, délais, présence d'un tiers) ne sont pas des règles des AESH.")
    c.caveat("Être accompagné à cet entretien : aucun texte trouvé ne le donne comme un droit, ni ne l'interdit.")
    if _is_over(s) and s.date_notification is None:
        c.todo("Notez le jour où le compte rendu vous est notifié : le délai de révision part de là.")


def _summary(kinds: dict[str, list[Point]], unknown: bool) -> str:
    irregular = kinds["irrégulier"]
    many = "{nombre} irrégularités" if len(irregular) > 1 else "{nombre} irrégularité"
    said = [f"{many} : {_names(irregular)}." if irregular else "Rien d'irrégulier dans ce que vous indiquez."]
    words: dict[Verdict, str] = {"à discuter": "À discuter", "permis": "Pas irrégulier"}
    said += [f"{label} : {_names(kinds[kind])}." for kind, label in words.items() if kinds[kind]]
    if unknown and not irregular:
        said.append("Il reste des points à vérifier, listés dans le détail.")
    return " ".join(said)


def _names(points: list[Point]) -> str:
    return " ; ".join(f"{p.title} ({p.force})" if p.verdict == "irrégulier" else p.title for p in points)


CALCULATOR = Calculator(
    "Conformité d'un entretien professionnel", "AESH en CDD ou en CDI", Entretien, compute, pivot="date_entretien"
)
