"""A quarter of an hour of people who ask, search, calculate and export at once: no error, memory flat.

`python -m tests.proofs.load 900` starts a server of its own with the index of the settings.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import httpx

from tests.proofs.questions import centile
from tests.web.running import free_port

QUESTIONS = [
    "Quel préavis pour démissionner ?",
    "Combien de jours enfant malade ?",
    "congé maternité durée",
    "CDI après 3 ans ?",
]
PEOPLE = 8


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process, in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def person(base: str, ends: float, seed: int, became: Counter[str], times: list[float]) -> None:
    """Ask until the end."""
    chance = random.Random(seed)  # noqa: S311
    with httpx.Client(base_url=base, timeout=60) as client:
        while time.monotonic() < ends:
            begun = time.perf_counter()
            kind = chance.choice(["question", "question", "search", "calcul", "export", "page"])
            try:
                status = _done(client, kind, chance)
            except httpx.HTTPError as error:
                status = type(error).__name__
            became[f"{kind} {status}"] += 1
            if kind == "question":
                times.append(time.perf_counter() - begun)


def _done(client: httpx.Client, kind: str, chance: random.Random) -> str:
    question = chance.choice(QUESTIONS)
    if kind == "question":
        return str(client.post("/api/v1/questions", json={"question": question}).status_code)
    if kind == "search":
        return str(client.get("/documents", params={"q": question}).status_code)
    if kind == "calcul":
        facts = {"date_debut_services": "2023-09-01", "date_reception_courrier": "2026-12-01"}
        return str(client.post("/api/v1/calculateurs/preavis_demission", json={"facts": facts}).status_code)
    if kind == "export":
        return str(client.post("/discussion/export/md", json={"questions": [question]}).status_code)
    return str(client.get("/").status_code)


def proof(seconds: float) -> dict[str, object]:
    """Return the counts, the times and the memory at each tenth."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "app.py"],
        env={**os.environ, "AESH_PORT": str(port), "AESH_RATE_PER_MINUTE": "0", "PYTHONPATH": str(Path.cwd())},
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                if httpx.get(base + "/sante").status_code == 200:
                    break
            except httpx.HTTPError:
                pass
            time.sleep(0.5)
        became: Counter[str] = Counter()
        times: list[float] = []
        ends = time.monotonic() + seconds
        people = [threading.Thread(target=person, args=(base, ends, n, became, times)) for n in range(PEOPLE)]
        for thread in people:
            thread.start()
        memory = []
        while time.monotonic() < ends:
            time.sleep(seconds / 10)
            memory.append(round(resident_mb(server.pid)))
        for thread in people:
            thread.join()
    finally:
        server.terminate()
        server.wait(60)
    shown = {f"p{int(s * 100)}": round(centile(times, s), 2) for s in (0.5, 0.95)} if times else {}
    return {"answers": dict(became), "seconds": shown, "memory_mb": memory}


if __name__ == "__main__":
    print(proof(float(sys.argv[1]) if len(sys.argv) > 1 else 900))
