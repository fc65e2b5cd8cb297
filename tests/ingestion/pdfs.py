"""Small PDF files drawn for the tests."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

WIDTH, HEIGHT = A4
LEFT = [
    "Le congé de solidarité permet d'accom-",
    "pagner un proche en fin de vie pendant",
    "une durée de trois mois renouvelable.",
    "La demande est faite par écrit au chef",
    "de service avant le début du congé et",
    "précise la date de départ souhaitée.",
    "Le congé prend fin à la date prévue ou",
    "plus tôt si le proche décède avant elle.",
]
RIGHT = [
    "Le congé de présence parentale se prend",
    "par journées ou demi-journées selon le",
    "besoin de l'enfant malade ou handicapé.",
    "Le certificat médical doit être joint à",
    "la demande et renouvelé tous les six",
    "mois par le médecin qui suit l'enfant.",
    "Une allocation journalière est versée",
    "par la caisse d'allocations familiales.",
]


def two_columns(path: Path) -> Path:
    """A page of two columns under a title, words cut at the ends of lines."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(60, HEIGHT - 80, "Les congés familiaux")
    canvas.setFont("Helvetica", 10)
    for x, lines in ((60, LEFT), (320, RIGHT)):
        for number, line in enumerate(lines):
            canvas.drawString(x, HEIGHT - 120 - 13 * number, line)
    canvas.save()
    return path


def numbered_report(path: Path, pages: int = 5) -> Path:
    """Pages with running lines, printed numbers from 7 on, one section each, and a table of contents."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in range(pages):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, HEIGHT - 30, "Guide des personnels - rectorat")
        canvas.drawString(60, 30, f"Page {page + 7}")
        if page == 0:
            canvas.setFont("Helvetica", 10)
            for number in range(1, pages):
                canvas.drawString(
                    60, HEIGHT - 100 - 16 * number, f"{number} Partie {_word(number)} .......... {number + 7}"
                )
        else:
            canvas.setFont("Helvetica-Bold", 16)
            canvas.drawString(60, HEIGHT - 100, f"{page} Partie {_word(page)}")
            canvas.setFont("Helvetica", 10)
            canvas.drawString(60, HEIGHT - 130, f"Le texte de la partie {_word(page)} tient sur une seule ligne.")
            canvas.drawString(60, HEIGHT - 160, "Retour sommaire")
        canvas.showPage()
    canvas.save()
    return path


def _word(number: int) -> str:
    return ("zéro", "une", "deux", "trois", "quatre", "cinq", "six")[number]


def table_over_two_pages(path: Path, rows: int = 60) -> Path:
    """A ruled table with a header, long enough to go on to a second page."""
    style = getSampleStyleSheet()
    data = [["Échelon", "Indice", "Montant"]] + [[str(n), str(300 + n), f"{1800 + n} €"] for n in range(1, rows + 1)]
    table = Table(data, repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    story = [Paragraph("La grille", style["Heading1"]), Spacer(1, 12), table]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
    return path


def aligned_table(path: Path) -> Path:
    """A table without rules, its columns only aligned."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, HEIGHT - 80, "Durées selon le nombre d'enfants à la date de la naissance :")
    rows = [
        ("Enfants", "Avant", "Après"),
        ("Premier", "6 semaines", "10 semaines"),
        ("Jumeaux", "12 semaines", "22 semaines"),
    ]
    for number, row in enumerate(rows):
        for x, cell in zip((60, 220, 360), row, strict=True):
            canvas.drawString(x, HEIGHT - 110 - 16 * number, cell)
    canvas.drawString(60, HEIGHT - 190, "Le tableau ci-dessus ne vaut que pour les naissances postérieures à la loi.")
    canvas.save()
    return path


def blank(path: Path) -> Path:
    """Two pages without any text, like a scan."""
    canvas = Canvas(str(path), pagesize=A4)
    for _ in range(2):
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def encrypted(path: Path) -> Path:
    """A PDF that asks for a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    canvas = Canvas(str(path), pagesize=A4, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(60, 700, "Texte protégé")
    canvas.save()
    return path
