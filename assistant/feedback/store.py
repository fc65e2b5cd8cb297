"""Where opinions are kept: one SQLite file, emptied of what is older than the retention period."""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.domain.answer import Status
from assistant.feedback.records import Feedback, Reason, Unanswered, Verdict

FILE = "avis.sqlite3"
OWNER_ONLY = 0o600
_TABLES = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT, comment TEXT NOT NULL,
    question TEXT NOT NULL, answer TEXT NOT NULL, status TEXT, calculators TEXT NOT NULL, fiches TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS unanswered (id INTEGER PRIMARY KEY, day TEXT NOT NULL, question TEXT NOT NULL);
"""
_PUT = """INSERT INTO feedback (day, verdict, reason, comment, question, answer, status, calculators, fiches)
VALUES (:day, :verdict, :reason, :comment, :question, :answer, :status, :calculators, :fiches)"""


class FeedbackError(RuntimeError):
    """Opinions cannot be kept or read; the message is French and says what to do."""


class FeedbackStore:
    """Keeps records in `folder` for `days` days, the day of the record included. Safe in several threads.

    What is too old is deleted each time the file is opened. Raises `FeedbackError` when the file cannot be used.
    """

    def __init__(self, folder: Path, days: int, today: Callable[[], datetime.date] = datetime.date.today) -> None:
        self._path = folder / FILE
        self._days = days
        self._today = today

    def add(self, record: Feedback) -> None:
        """Keep an opinion."""
        with self._open() as base:
            base.execute(_PUT, record.model_dump(mode="json"))

    def add_unanswered(self, record: Unanswered) -> None:
        """Keep a question that was not answered."""
        with self._open() as base:
            base.execute(
                "INSERT INTO unanswered (day, question) VALUES (:day, :question)", record.model_dump(mode="json")
            )

    def all(self) -> list[Feedback]:
        """Return every opinion, the newest first."""
        with self._open() as base:
            rows = base.execute("SELECT * FROM feedback ORDER BY id DESC").fetchall()
        return [_feedback(row) for row in rows]

    def unanswered(self) -> list[Unanswered]:
        """Return the questions not answered, the newest first."""
        with self._open() as base:
            rows = base.execute("SELECT day, question FROM unanswered ORDER BY id DESC").fetchall()
        return [Unanswered(day=datetime.date.fromisoformat(row["day"]), question=row["question"]) for row in rows]

    def erase(self) -> None:
        """Delete everything."""
        with self._open() as base:
            base.execute("DELETE FROM feedback")
            base.execute("DELETE FROM unanswered")

    def purge(self) -> None:
        """Delete what is past the retention period; nothing is made where nothing was kept yet."""
        if self._path.exists():
            with self._open():
                pass

    def _make_private(self) -> None:
        """Make the file readable by its owner alone before anything is written in it; its journals follow it."""
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
        if self._path.stat().st_mode & 0o077:
            self._path.chmod(OWNER_ONLY)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._make_private()
            with closing(sqlite3.connect(self._path, timeout=10)) as base, base:
                base.row_factory = sqlite3.Row
                base.executescript(_TABLES)
                first = (self._today() - datetime.timedelta(days=self._days - 1)).isoformat()
                base.execute("DELETE FROM feedback WHERE day < ?", (first,))
                base.execute("DELETE FROM unanswered WHERE day < ?", (first,))
                yield base
        except (sqlite3.Error, OSError) as error:
            raise FeedbackError(
                f"Les avis ne peuvent pas être enregistrés dans {self._path.parent} : vérifiez les droits du dossier "
                "(AESH_FEEDBACK_DIR) et l'espace libre."
            ) from error


def _feedback(row: sqlite3.Row) -> Feedback:
    values = {name: row[name] for name in row.keys() if name != "id"}  # noqa: SIM118 (a Row is no mapping)
    return Feedback(
        **{
            **values,
            "day": datetime.date.fromisoformat(values["day"]),
            "verdict": Verdict(values["verdict"]),
            "reason": Reason(values["reason"]) if values["reason"] else None,
            "status": Status(values["status"]) if values["status"] else None,
        }
    )
