"""A run killed at any moment leaves an index that answers, and the next run clears what it left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.index.store import IndexStore

from .doubles import CHUNKING, HashingEmbedder, answers, fiche, generations, guide

ROOT = Path(__file__).resolve().parents[2]

# The moments at which the child stops and waits for its death: before or after a step of the run.
MOMENTS = [
    ("assistant.index.store", "embed", "after"),
    ("assistant.index.build", "write_records", "after"),
    ("assistant.index.build", "write_vectors", "before"),
    ("assistant.index.build", "write_vectors", "after"),
    ("assistant.index.build", "write_words", "after"),
    ("assistant.index.build", "sync_tree", "after"),
    ("assistant.index.store", "verify", "after"),
    ("assistant.index.store", "write_pointer", "after"),
]

CHILD = """
import importlib, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.index.doubles import CHUNKING, HashingEmbedder, fiche, guide
from assistant.index.store import IndexStore

folder, module, name, moment = sys.argv[2:]
owner = importlib.import_module(module)
step = getattr(owner, name)

def stop():
    print("ici", flush=True)
    time.sleep(120)

def stopped(*args):
    if moment == "before":
        stop()
    result = step(*args)
    stop()
    return result

setattr(owner, name, stopped)
IndexStore(Path(folder)).build([guide(" Changé."), fiche()], HashingEmbedder(), CHUNKING)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("module", "name", "moment"), MOMENTS)
def test_a_run_killed_leaves_an_index_that_answers(store, embedder, module, name, moment):
    first = store.build([guide()], embedder, CHUNKING)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(ROOT), str(store.folder), module, name, moment],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout.readline() == "ici\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    flipped = name == "write_pointer"
    assert (store.current_manifest() == first) is not flipped
    assert answers(store, embedder) == "guide#1.0"
    last = IndexStore(store.folder).build([guide(" Encore."), fiche()], HashingEmbedder(), CHUNKING)
    assert len(generations(store)) == 2
    assert store.rollback().counts.documents == (2 if flipped else 1)
    assert store.rollback() == last
