"""The file to hand over: the case, its check, its dates, the preparation, all on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from assistant.exports.document import Block, Document, Heading, Items, Paragraph, Source, Table
from assistant.interview.case import Dossier, InterviewCase
from assistant.interview.conformity import Finding, findings, unknown_points
from assistant.interview.filling import article_name, shown
from assistant.interview.results import Results, contradiction
from assistant.interview.timeline import Milestone, timeline
from assistant.interview.words import free_notes, groups, sections, steps, training
from assistant.rules.core.french import format_date, format_date_long
from assistant.rules.core.inputs import label_of

KINDS = {
    "acte": "Fait du dossier",
    "echeance": "Échéance",
    "au_plus_tard": "Au plus tard possible",
    "repere": "Repère",
    "attente": "À dater",
}
NOTICE = (
    "Les dates et les délais sont calculés à partir de ce que vous avez indiqué : vérifiez-les avec un syndicat ou "
    "le service qui gère votre contrat avant d'agir."
)
SPACE = "(à remplir)"


def handover(dossier: Dossier, results: Results, today: date) -> Document:
    """Return the whole preparation as a document, dated `today`."""
    points = findings(dossier, results, today)
    blocks = (
        Paragraph(f"Établi le {format_date(today)}.", "note"),
        Paragraph(NOTICE, "note"),
        *_situation(dossier),
        *_conformity(dossier, results, points),
        *_dates(timeline(dossier, results, today), results),
        *_criteria(dossier),
        *_notes(dossier),
        *_lists(dossier),
        *_texts(results),
    )
    return Document(f"Entretien professionnel – {dossier.title}", blocks, subject="Préparation d'un entretien")


def _situation(dossier: Dossier) -> Iterator[Block]:
    yield Heading("La situation")
    rows = [
        (label_of(InterviewCase, name), shown(name, value))
        for step in steps()
        for name in step.fields
        if (value := getattr(dossier.case, name)) is not None and name not in {"point_de_vue", "nom"}
    ]
    yield Table(("Fait", "Réponse"), tuple(rows)) if rows else Paragraph("Aucun fait n'est encore indiqué.")


def _conformity(dossier: Dossier, results: Results, points: tuple[Finding, ...]) -> Iterator[Block]:
    yield Heading("Contrôle de conformité")
    yield Paragraph(results.said("conformite"))
    yield from (Paragraph(text) for text in (*results.deduced, contradiction(dossier.case)) if text)
    for point in points:
        yield Heading(f"{point.verdict} : {point.title}", 2)
        yield Items(tuple(_point_lines(point)))
    if unknown := unknown_points(results):
        yield Heading("Points encore à vérifier", 2)
        yield Paragraph(" ; ".join(unknown).capitalize() + ".")


def _point_lines(point: Finding) -> Iterator[str]:
    yield f"Pourquoi : {point.why}."
    yield f"Texte : {point.source} (force : {point.force})."
    yield f"Répondre : {point.say}"
    if point.to_do:
        by = f" Au plus tard le {format_date_long(point.to_do.by)}." if point.to_do.by else ""
        yield f"À faire : {point.to_do.label}{by}"


def _dates(found: Iterable[Milestone], results: Results) -> Iterator[Block]:
    yield Heading("Les dates")
    rows = (
        (
            format_date_long(item.day) if item.day else KINDS["attente"],
            item.label + (f"\n{item.alert}" if item.alert else ""),
            f"{KINDS[item.kind]}, {item.who}",
        )
        for item in found
    )
    yield Table(("Date", "Quoi", "Nature, et qui agit"), tuple(rows))
    if results.known("frequence"):
        yield Paragraph(results.said("frequence"))
    said = [line for name in ("calendrier", "recours", "reponse", "ccp") if name in results.by_name
            for line in (*results.by_name[name].hypotheses, *results.by_name[name].caveats)]  # fmt: skip
    if said:
        yield Items(tuple(dict.fromkeys(said)))


def _criteria(dossier: Dossier) -> Iterator[Block]:
    yield Heading("Les critères, avec vos faits et vos exemples")
    for group in groups():
        yield Heading(group.title, 2)
        for criterion in group.criterion:
            yield Heading(criterion.title, 3)
            lines = dossier.lines(criterion.id)
            yield Items(lines or (*criterion.prompts, SPACE))


def _notes(dossier: Dossier) -> Iterator[Block]:
    yield Heading("Formation, objectifs, questions")
    for note in (*training(), *free_notes()):
        yield Heading(note.title, 2)
        yield Items(dossier.lines(note.id) or (SPACE,))


def _lists(dossier: Dossier) -> Iterator[Block]:
    for section in sections():
        if section.pour in {"tous", dossier.case.point_de_vue or "membre"}:
            yield Heading(section.title)
            yield Items(section.lines)


def _texts(results: Results) -> Iterator[Block]:
    """List the texts of every calculation, numbered in the order in which they come."""
    yield Heading("Textes appliqués")
    found = {s.source_id: s for calculation in results.by_name.values() for s in calculation.sources}
    for rank, source in enumerate(found.values(), 1):
        yield Source(rank, source.text, article_name(source), url=source.url)
