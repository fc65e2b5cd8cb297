"""Kills at any moment, of builds, of flips and of writings of opinions: nothing that was acknowledged is lost.

`python -m tests.proofs.kills 30` prints how many of each held.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant.feedback.store import FILE
from assistant.index.store import IndexStore
from tests.index.doubles import CHUNKING, HashingEmbedder, fiche, guide

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import sys
from pathlib import Path
from tests.index.doubles import CHUNKING, HashingEmbedder, fiche, guide
from assistant.index.store import IndexStore
store = IndexStore(Path(sys.argv[1]))
print("go", flush=True)
for n in range(1000):
    store.build([guide(f" Version {n} {sys.argv[2]}."), fiche()], HashingEmbedder(), CHUNKING)
"""
FLIP = """
import sys
from pathlib import Path
from assistant.index.store import IndexStore
store = IndexStore(Path(sys.argv[1]))
print("go", flush=True)
while True:
    store.rollback()
"""
OPINIONS = """
import datetime, sys
from pathlib import Path
from assistant.domain.answer import Answer, Status
from assistant.feedback.records import Verdict, feedback_on
from assistant.feedback.store import FeedbackStore
store = FeedbackStore(Path(sys.argv[1]), 30)
answer = Answer(status=Status.FOUNDED, blocks=())
print("go", flush=True)
while True:
    store.add(feedback_on(datetime.date.today(), Verdict.USEFUL, answer, comment="a"))
    print("kept", flush=True)
"""


def killed(code: str, *arguments: str, after: float) -> int:
    """Run `code` in a process, kill it `after` seconds of work; return the lines it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if child.stdout is None or child.stdout.readline() != "go\n":
        raise RuntimeError("the child did not begin")
    time.sleep(after)
    os.kill(child.pid, signal.SIGKILL)
    rest = child.stdout.read()
    child.wait()
    return rest.count("kept")


def index_holds(folder: Path) -> bool:
    """Tell whether the index answers, whole, and the next run leaves two generations at most."""
    store, embedder = IndexStore(folder), HashingEmbedder()
    reader = store.open(embedder, CHUNKING)
    found = reader.lexical(["grev"], 1) or reader.dense(embedder.embed_query("retenue grève"), 1)
    sound = bool(found) and set(reader.sizes()) == {reader.manifest.counts.chunks} and not store.damage()
    reader.close()
    store.build([guide(f" {time.time_ns()}"), fiche()], embedder, CHUNKING)
    return sound and len(list(folder.glob("gen-*"))) <= 2


def opinions_hold(folder: Path, acknowledged: int) -> bool:
    """Tell whether the file of opinions is sound and has all that was acknowledged."""
    with sqlite3.connect(folder / FILE) as base:
        whole = base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return bool(whole) and base.execute("SELECT count(*) FROM feedback").fetchone()[0] >= acknowledged


def proof(count: int, seed: int = 1) -> dict[str, str]:
    """Return, for each kind of work, how many kills held."""
    chance = random.Random(seed)  # noqa: S311
    held = {"builds": 0, "flips": 0, "opinions": 0}
    with tempfile.TemporaryDirectory() as place:
        folder, opinions, acknowledged = Path(place) / "index", Path(place) / "avis", 0
        store = IndexStore(folder)
        for text in (" Un.", " Deux."):
            store.build([guide(text), fiche()], HashingEmbedder(), CHUNKING)
        for number in range(count):
            killed(BUILD, str(folder), str(number), after=chance.uniform(0.0, 1.5))
            held["builds"] += index_holds(folder)
            killed(FLIP, str(folder), after=chance.uniform(0.0, 0.3))
            held["flips"] += index_holds(folder)
            acknowledged += killed(OPINIONS, str(opinions), after=chance.uniform(0.0, 0.5))
            held["opinions"] += opinions_hold(opinions, acknowledged)
    return {name: f"{number}/{count}" for name, number in held.items()}


if __name__ == "__main__":
    print(proof(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
