"""Answers kept by content: a case is asked again only when the question, the code or the index has changed."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from assistant.settings import Settings
from eval.outcome import Outcome

ROOT = Path(__file__).resolve().parents[1]
NOT_ANSWERING = {"web", "cli"}
OF_THE_SEARCH = ("embedder", "passages", "candidates", "fusion_k", "reranker", "max_question_chars")
OF_THE_MODEL = "model_"
SECRET = {"model_api_key"}
LIBRARIES = ("numpy", "onnxruntime", "tokenizers", "bm25s", "langchain-core", "pydantic")


def fingerprint(*parts: str) -> str:
    """Return the hash of the code, the data and the libraries that make an answer, and of `parts` (system, index)."""
    digest = hashlib.sha256("\0".join([*parts, *library_versions()]).encode())
    for path in _sources(ROOT / "assistant"):
        digest.update(path.read_bytes())
    for name in ("systems.py", "plain_langchain.py"):
        digest.update((ROOT / "eval" / name).read_bytes())
    return digest.hexdigest()[:16]


def library_versions() -> list[str]:
    """Return the libraries that make an answer, each with its version."""
    return [f"{name} {version(name)}" for name in LIBRARIES]


def answering_settings(settings: Settings, *, model: bool) -> str:
    """Return, as text, the settings that change an answer, those of the language model only with `model`.

    The key of the model is left out: it changes who pays, not what is answered.
    """
    counted = (*OF_THE_SEARCH, OF_THE_MODEL) if model else OF_THE_SEARCH
    known = settings.model_dump(mode="json", exclude=SECRET)
    return json.dumps({name: value for name, value in known.items() if name.startswith(counted)}, sort_keys=True)


def _sources(folder: Path) -> Iterable[Path]:
    found = (p for suffix in ("py", "toml", "txt") for p in folder.rglob(f"*.{suffix}"))
    return sorted(p for p in found if p.relative_to(folder).parts[0] not in NOT_ANSWERING)


def question_key(case_id: str, question: str, history: Iterable[str]) -> str:
    """Return the key of a case: its id and its words."""
    return hashlib.sha256(json.dumps([case_id, question, *history], ensure_ascii=False).encode()).hexdigest()[:24]


class AnswerCache:
    """A file of answers, one a line, for one system on one state of the code. Safe in several threads."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.jsonl"
        self._writing = threading.Lock()
        self._known = dict(self._read())

    def _read(self) -> Iterable[tuple[str, Outcome]]:
        if not self._path.is_file():
            return
        for line in self._path.read_text("utf-8").splitlines():
            try:
                row = json.loads(line)
                yield row["key"], Outcome.model_validate(row["outcome"])
            except (ValueError, KeyError):
                continue

    def get(self, key: str) -> Outcome | None:
        """Return what is known under `key`."""
        return self._known.get(key)

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep an outcome; errors are not kept, so that they are tried again."""
        if outcome.error:
            return
        with self._writing:
            self._known[key] = outcome
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(
                    json.dumps({"key": key, "outcome": outcome.model_dump(mode="json", round_trip=True)}) + "\n"
                )
