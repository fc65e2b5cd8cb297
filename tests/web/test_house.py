"""What the server does by itself: old opinions erased each day, a damaged index told, leftovers cleared."""

import datetime
import fcntl
import os
import stat
import subprocess
import sys
from pathlib import Path

from starlette.testclient import TestClient

from assistant.feedback.records import Verdict, feedback_on
from assistant.feedback.store import FILE, FeedbackStore
from assistant.health.doctor import examined
from assistant.index.store import IndexStore
from assistant.settings import Settings
from assistant.web.admin.access import Access, hashed, is_hash
from assistant.web.application import build_application
from assistant.web.house import House
from assistant.web.library.adding import clear_leftovers
from assistant.web.provider import AssistantProvider
from tests.index.doubles import CHUNKING, HashingEmbedder, guide
from tests.web.doubles import FakeAssistant, founded

DAY = datetime.date(2026, 11, 29)
PLAIN = {"admin_password": "un-mot-de-passe-long"}
ROOT = Path(__file__).parents[2]


class Clock:
    def __init__(self):
        self.day = DAY

    def __call__(self):
        return self.day


def house_of(tmp_path, clock=None, **given):
    settings = Settings(
        index_dir=tmp_path / "index", feedback_dir=tmp_path / "avis", guides_dir=tmp_path / "guides", **given
    )
    provider = AssistantProvider(settings, FakeAssistant())
    return House(settings, provider, clock or Clock()), settings, provider


def test_opinions_past_their_time_are_erased_each_day_without_anybody_asking(tmp_path):
    clock = Clock()
    house, settings, _ = house_of(tmp_path, clock, feedback_days=30)
    store = FeedbackStore(settings.feedback_dir, 30, clock)
    store.add(feedback_on(DAY, Verdict.USEFUL, founded()))
    house.look()
    raw = settings.feedback_dir / FILE
    assert b"utile" in raw.read_bytes()
    clock.day = DAY + datetime.timedelta(days=29)
    house.look()
    assert b"utile" in raw.read_bytes()
    clock.day = DAY + datetime.timedelta(days=30)
    house.look()
    assert FeedbackStore(settings.feedback_dir, 1095, Clock()).all() == []


def test_opinions_are_read_by_their_owner_alone(tmp_path):
    folder = tmp_path / "avis"
    store = FeedbackStore(folder, 30)
    store.add(feedback_on(datetime.date.today(), Verdict.USEFUL, founded()))  # noqa: DTZ011
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / FILE).chmod(0o644)
    store.all()
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_nothing_is_made_where_nothing_was_kept(tmp_path):
    house, settings, _ = house_of(tmp_path)
    house.look()
    assert not settings.feedback_dir.exists()


def test_health_tells_a_damaged_index_and_then_that_it_is_mended(tmp_path):
    house, settings, provider = house_of(tmp_path)
    store = IndexStore(settings.index_dir)
    manifest = store.build([guide()], HashingEmbedder(), CHUNKING)
    with TestClient(build_application(settings, provider), base_url="http://127.0.0.1") as client:
        house.look()
        assert client.get("/sante").status_code == 200
        with (settings.index_dir / manifest.generation / "vectors.npy").open("r+b") as file:
            file.seek(200)
            file.write(b"\x55\x55")
        house.look()
        told = client.get("/sante")
        assert (told.status_code, told.json()) == (503, {"etat": "index abîmé"})
        assert client.get("/vivant").status_code == 200
        store.build([guide()], HashingEmbedder(), CHUNKING)
        house.look()
        assert client.get("/sante").status_code == 200


def test_what_an_upload_left_when_its_server_died_is_cleared_and_what_is_under_way_is_not(tmp_path):
    guides = tmp_path / "guides"
    guides.mkdir()
    (guides / ".ajout-mort.txt").write_text("x" * 1000)
    (guides / "guide.txt").write_text("gardé")
    with (guides / ".ajout-en-cours.txt").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code = "import sys, pathlib; from assistant.web.library.adding import clear_leftovers as c;"
        code += "print(c(pathlib.Path(sys.argv[1])))"
        run = subprocess.run(
            [sys.executable, "-c", code, str(guides)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert run.stdout.strip() == "1"
    assert sorted(p.name for p in guides.iterdir()) == [".ajout-en-cours.txt", "guide.txt"]
    assert clear_leftovers(tmp_path / "absent") == 0


def test_the_password_may_be_given_as_its_hash_and_is_kept_as_one():
    kept = hashed("un-mot-de-passe-long")
    assert is_hash(kept) and not is_hash("scrypt$a$b") and "passe" not in kept
    assert hashed("un-mot-de-passe-long") != kept
    access = Access(Settings(**PLAIN))
    assert "passe" not in repr(vars(access))


def test_wrong_passwords_wait_longer_and_longer(tmp_path):
    settings = Settings(
        admin_password=hashed("un-mot-de-passe-long"), feedback_dir=tmp_path, index_dir=tmp_path / "i"
    )
    with TestClient(
        build_application(settings, AssistantProvider(settings, FakeAssistant())), base_url="http://127.0.0.1"
    ) as client:
        assert client.get("/administration", auth=("a", "un-mot-de-passe-long")).status_code == 200
        statuses = [client.get("/administration", auth=("a", f"faux-{n}")).status_code for n in range(20)]
        assert statuses[:3] == [401] * 3 and statuses.count(401) <= 5 and statuses[-1] == 429
        late = client.get("/administration", auth=("a", "un-mot-de-passe-long"))
        assert late.status_code == 429 and int(late.headers["retry-after"]) >= 1


def test_the_delay_doubles_and_ends():
    now = [1000.0]
    access = Access(Settings(admin_password=hashed("un-mot-de-passe-long")), lambda: now[0])
    waits = []
    for _ in range(14):
        access._note("1.2.3.4", right=False)
        waits.append(access._delay("1.2.3.4"))
        now[0] += waits[-1]
    assert waits[:6] == [0, 0, 1, 2, 4, 8] and waits[-1] == 300
    assert access._delay("5.6.7.8") == 0
    access._note("1.2.3.4", right=True)
    assert access._delay("1.2.3.4") == 0


def test_the_doctor_tells_what_is_wrong_and_mends_what_it_can(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.embedding.factory.make_embedder", lambda settings: HashingEmbedder())
    monkeypatch.setattr("assistant.ingestion.pipeline.make_embedder", lambda settings: HashingEmbedder())
    monkeypatch.setattr("assistant.assembly.make_embedder", lambda settings: HashingEmbedder())
    _, settings, _ = house_of(tmp_path, **PLAIN, fiches_dir=tmp_path / "fiches")
    settings.guides_dir.mkdir()
    (settings.guides_dir / "a.md").write_text("# Congés\n\nLe congé se demande avant son début.\n")
    (settings.guides_dir / ".ajout-mort.txt").write_text("x")
    FeedbackStore(settings.feedback_dir, 30).add(feedback_on(DAY, Verdict.USEFUL, founded()))
    (settings.feedback_dir / FILE).chmod(0o644)
    wrong = {f.about for f in examined(settings) if not f.well}
    assert {"index", "mot de passe", "droits des avis", "ajouts interrompus"} <= wrong
    mended = {f.about for f in examined(settings, fix=True) if not f.well}
    assert not {"index", "droits des avis", "ajouts interrompus"} & mended
    generation = next(settings.index_dir.glob("gen-*"))
    (generation / "documents.jsonl").write_bytes(b"\xff\xff")
    assert "index" in {f.about for f in examined(settings) if not f.well}
    assert "index" not in {f.about for f in examined(settings, fix=True) if not f.well}
