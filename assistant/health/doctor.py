"""Every part of the product looked at: installation, settings, index, figures, model of vectors, opinions, rights."""

from __future__ import annotations

import datetime
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from assistant.feedback.store import FILE
from assistant.index.errors import IndexStoreError
from assistant.index.store import IndexStore
from assistant.settings import PROJECT_ROOT, Settings
from assistant.web.admin.access import is_hash
from assistant.web.hosts import is_loopback
from assistant.web.library.adding import clear_leftovers

PRIVATE = 0o077
LOCK_FILE = PROJECT_ROOT / "requirements.lock"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `said`, in French, tells what is wrong and what to do when it is not `well`."""

    about: str
    well: bool
    said: str


def examined(settings: Settings, fix: bool = False) -> list[Finding]:
    """Return what was found, in order; with `fix`, mend what can be before looking. Never raises."""
    parts: tuple[tuple[str, Callable[[Settings, bool], Iterator[Finding]]], ...] = (
        ("installation", _installation),
        ("réglages", _settings),
        ("index", _index),
        ("chiffres des règles", _figures),
        ("modèle de vecteurs", _weights),
        ("avis", _opinions),
        ("dossiers", _folders),
    )
    found: list[Finding] = []
    for about, look in parts:
        try:
            found += look(settings, fix)
        except Exception as error:  # what is broken must not hide what follows
            found.append(Finding(about, False, f"la vérification a échoué ({type(error).__name__} : {error})."))
    return found


def _installation(settings: Settings, fix: bool) -> Iterator[Finding]:
    right = sys.version_info[:2] == (3, 11)
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("installation", right, f"Python {version}" + ("." if right else " : il faut Python 3.11."))
    wrong = []
    lines = LOCK_FILE.read_text("utf-8").splitlines() if LOCK_FILE.is_file() else []
    locked = [line.split("==") for line in lines if "==" in line and not line.startswith("#")]
    for name, wanted in locked:
        try:
            if metadata.version(name.strip()).split("+")[0] != wanted.split(";")[0].strip().split("+")[0]:
                wrong.append(name)
        except metadata.PackageNotFoundError:
            wrong.append(name)
    said = (
        f"{len(locked)} bibliothèques aux versions prévues."
        if not wrong
        else f"à réinstaller avec « make setup » : {', '.join(wrong[:8])}."
    )
    yield Finding("bibliothèques", not wrong, said)


def _settings(settings: Settings, fix: bool) -> Iterator[Finding]:
    password = settings.admin_password.get_secret_value()
    if password and not is_hash(password):
        yield Finding("mot de passe", False, "il est en clair : mettez son empreinte, que donne « aesh password ».")
    else:
        yield Finding("mot de passe", True, "en empreinte." if password else "administration fermée.")
    if not is_loopback(settings.host) and not settings.public_hosts:
        yield Finding(
            "adresse", False, "le réseau y accède sous tout nom : donnez les vôtres dans AESH_PUBLIC_HOSTS."
        )
    else:
        yield Finding("adresse", True, f"{settings.host}:{settings.port}.")


def _index(settings: Settings, fix: bool) -> Iterator[Finding]:
    store = IndexStore(settings.index_dir)
    manifest, damage = store.current_manifest(), store.damage()
    if fix and (manifest is None or damage):
        from assistant.ingestion.pipeline import Ingestion

        Ingestion.from_settings(settings).run()
        manifest, damage = store.current_manifest(), store.damage()
    if manifest is None:
        yield Finding("index", False, damage or "aucun : lancez « aesh index ».")
        return
    if damage:
        yield Finding("index", False, damage)
        return
    from assistant.assembly import open_retriever

    try:
        open_retriever(settings).index.close()
    except IndexStoreError as error:
        yield Finding("index", False, str(error))
        return
    sealed = f"{len(manifest.checksums)} fichiers vérifiés" if manifest.checksums else "sans empreintes"
    counts = manifest.counts
    yield Finding(
        "index", bool(manifest.checksums), f"{counts.documents} documents, {counts.chunks} passages, {sealed}."
    )


def _figures(settings: Settings, fix: bool) -> Iterator[Finding]:
    from assistant.rules.registry import all_calculators

    yield Finding("chiffres des règles", True, f"{len(all_calculators())} calculateurs chargés.")


def _weights(settings: Settings, fix: bool) -> Iterator[Finding]:
    from assistant.embedding.factory import make_embedder

    embedder = make_embedder(settings)
    vector = embedder.embed_query("préavis")
    norm = sum(value * value for value in vector) ** 0.5
    well = len(vector) == embedder.dimension and abs(norm - 1) < 1e-3
    yield Finding("modèle de vecteurs", well, f"{embedder.identity}, {len(vector)} nombres.")


def _opinions(settings: Settings, fix: bool) -> Iterator[Finding]:
    path = settings.feedback_dir / FILE
    if not path.exists():
        yield Finding("avis", True, "aucun fichier encore.")
        return
    if fix:
        _made_private(path)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        state = str(base.execute("PRAGMA integrity_check").fetchone()[0])
        oldest = base.execute("SELECT min(day) FROM feedback").fetchone()[0]
    yield Finding(
        "avis", state == "ok", "fichier sain." if state == "ok" else f"fichier abîmé ({state}) : remettez une copie."
    )
    if oldest:
        age = (datetime.date.today() - datetime.date.fromisoformat(oldest)).days  # noqa: DTZ011 (the days of the user)
        yield Finding("durée des avis", age < settings.feedback_days, f"le plus ancien a {age} jours.")
    private = not path.stat().st_mode & PRIVATE
    yield Finding(
        "droits des avis",
        private,
        "lus par leur seul propriétaire." if private else "lus par d'autres : « aesh doctor --fix ».",
    )


def _made_private(path: Path) -> None:
    path.chmod(stat.S_IMODE(path.stat().st_mode) & ~PRIVATE)


def _folders(settings: Settings, fix: bool) -> Iterator[Finding]:
    for about, folder in (("dossier de l'index", settings.index_dir), ("dossier des avis", settings.feedback_dir)):
        nearest = next((p for p in (folder, *folder.parents) if p.exists()), folder)
        well = os.access(nearest, os.W_OK)
        yield Finding(about, well, f"{folder}" + ("" if well else " : écriture impossible, changez ses droits."))
    guides = settings.guides_dir
    well = not guides.exists() or os.access(guides, os.R_OK | os.X_OK)
    yield Finding(
        "dossier des guides", well, f"{guides}" + ("" if well else " : lecture impossible, changez ses droits.")
    )
    if fix:
        clear_leftovers(guides)
    left = len(list(guides.glob(".ajout-*"))) if guides.is_dir() else 0
    yield Finding(
        "ajouts interrompus",
        not left,
        f"{left} reste{'s' if left > 1 else ''} : « aesh doctor --fix »." if left else "aucun reste.",
    )
