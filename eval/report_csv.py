"""A run as a table for a spreadsheet, and as JUnit for a continuous integration."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement

from eval.run import Run

HEADER = ("id", "theme", "sorte", "part", "juste", "mots", "manque", "faux", "ms", "question", "montré")


def write_csv(run: Run, path: Path) -> None:
    """Write a line for each case of the product."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for case, grade, outcome in zip(run.cases, run.product.grades, run.product.outcomes, strict=True):
            missing = " ; ".join(" / ".join(case.must[n]) for n in grade.missing)
            told = [grade.words, missing, " ; ".join(grade.wrong), grade.elapsed_ms, case.asked, outcome.answer.shown]
            writer.writerow([case.id, case.theme, case.kind.value, case.part, int(grade.right), *told])


def write_junit(run: Run, path: Path) -> None:
    """Write the cases of the product as tests, in the form that JUnit readers know."""
    grades = run.product.grades
    failed = sum(not g.right for g in grades)
    suite = Element("testsuite", name="aesh eval", tests=str(len(grades)), failures=str(failed))
    for grade in grades:
        case = SubElement(suite, "testcase", classname=grade.theme, name=grade.case_id)
        case.set("time", f"{grade.elapsed_ms / 1000:.3f}")
        if not grade.right:
            SubElement(case, "failure", message="; ".join(grade.wrong) or "fait manquant")
    ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
