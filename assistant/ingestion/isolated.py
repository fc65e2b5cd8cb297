"""Reading a file in a child process with limits of memory, of processor time and of time."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.ingestion.blocks import ParsedDocument, UnreadableFileError
from assistant.ingestion.worker import NO_MEMORY, from_json

PIECE = 1 << 16
MOST_ANSWER = 256 << 20
PATIENCE = 3
"""Times its processor time that a file may take in all, on a busy machine."""
STARTING_SECONDS = 30.0
TOO_LONG = "lecture abandonnée après {seconds} s : découpez le document, ou convertissez-le en PDF simple."
CRASHED = "document abîmé, sa lecture s'arrête net : ouvrez-le dans son logiciel et réenregistrez-le."


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: megabytes of memory, seconds of processor."""

    memory_mb: int = 512
    seconds: int = 20


class IsolatedReader:
    """Reads files one after the other in a child that is made anew whenever a file has killed it.

    Use as a context, or call `close`. Not for several threads at once: make one for each.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._buffer = b""

    def __enter__(self) -> IsolatedReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, max_pages: int) -> ParsedDocument:
        """Return the document at `path`. Raises `UnreadableFileError`: French, says what to do."""
        child = self._started()
        order = {"path": str(path), "max_pages": max_pages, **vars(self._limits)}
        try:
            child.stdin.write(json.dumps(order).encode() + b"\n")  # type: ignore[union-attr]
            child.stdin.flush()  # type: ignore[union-attr]
            answer = self._answer(child)
        except (OSError, ValueError) as error:
            self.close()
            raise UnreadableFileError(CRASHED) from error
        if answer is None:
            raise UnreadableFileError(self._death(child))
        if answer.get("last"):
            self.close()
        if "refused" in answer:
            raise UnreadableFileError(str(answer["refused"]))
        try:
            return from_json(answer["document"])
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableFileError(CRASHED) from error

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()
        self._child, self._buffer = None, b""

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                [sys.executable, "-m", "assistant.ingestion.worker", str(self._limits.memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_bare_environment(),
                start_new_session=True,
            )
        return self._child

    def _answer(self, child: subprocess.Popen[bytes]) -> dict[str, Any] | None:
        """Return the next line of the child; None when it is dead or too late (it is then ended)."""
        ends = time.monotonic() + PATIENCE * self._limits.seconds + STARTING_SECONDS
        pipe = child.stdout
        while pipe is not None and b"\n" not in self._buffer:
            if not select.select([pipe], [], [], max(0.0, ends - time.monotonic()))[0]:
                child.send_signal(signal.SIGXCPU)
                return None
            piece = os.read(pipe.fileno(), PIECE)
            if not piece or len(self._buffer) > MOST_ANSWER:
                return None
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\n")
        answer = json.loads(line)
        return answer if isinstance(answer, dict) else None

    def _death(self, child: subprocess.Popen[bytes]) -> str:
        """Return why the child died."""
        try:
            code = child.wait(5)
        except subprocess.TimeoutExpired:
            code = -signal.SIGXCPU
        self.close()
        if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            return TOO_LONG.format(seconds=self._limits.seconds)
        return NO_MEMORY.format(limit=self._limits.memory_mb) if code == -signal.SIGABRT else CRASHED


def _bare_environment() -> dict[str, str]:
    """The child gets what Python needs to find our modules, and no secret of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def read_isolated(path: Path, max_pages: int, limits: Limits) -> ParsedDocument:
    """Read one file in a child of its own. Raises `UnreadableFileError`."""
    with IsolatedReader(limits) as reader:
        return reader.read(path, max_pages)
