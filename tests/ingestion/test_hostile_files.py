"""Files of every bad kind: each is named in French, none stops the others, none takes the machine with it."""

import io
import os
import random
import re
import resource
import time
import zipfile

import docx
import pytest

from assistant.index.store import IndexStore
from assistant.ingestion import worker
from assistant.ingestion.blocks import Paragraph, ParsedDocument, Table, UnreadableFileError
from assistant.ingestion.choices import read_choices
from assistant.ingestion.isolated import IsolatedReader, Limits, read_isolated
from assistant.ingestion.pipeline import DocumentsLostError, Ingestion
from assistant.ingestion.readers.html import _toc_title
from assistant.ingestion.report import Outcome
from assistant.settings import Settings

from . import pdfs
from .fakes import WordEmbedder

GOOD = "# Congés\n\nLe congé de présence parentale se demande quinze jours avant son début.\n"
COUNT = 2000 if os.environ.get("PROOF_SIZE") == "long" else 60
TRACE = re.compile(r"Traceback|Error\b.*line \d")


@pytest.fixture
def place(tmp_path):
    guides = tmp_path / "guides"
    guides.mkdir()
    (guides / "bon.md").write_text(GOOD, encoding="utf-8")
    return Settings(index_dir=tmp_path / "indexes", guides_dir=guides, fiches_dir=tmp_path / "fiches")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """One sound file of each format."""
    folder = tmp_path_factory.mktemp("sains")
    pdfs.numbered_report(folder / "a.pdf")
    document = docx.Document()
    document.add_heading("Congés", 1)
    for number in range(20):
        document.add_paragraph(f"Le congé numéro {number} se demande avant son début.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Durée"
    document.save(folder / "a.docx")
    page = "<html><body><h1>Congés</h1><p>Le congé.</p><ul><li>un</li></ul><table><tr><td>a<td>b</table></html>"
    return {
        ".pdf": (folder / "a.pdf").read_bytes(),
        ".docx": (folder / "a.docx").read_bytes(),
        ".html": page.encode(),
        ".md": GOOD.encode(),
        ".txt": GOOD.encode(),
    }


def mutated(content, chance):
    """Return `content` with one kind of damage."""
    data, kind = bytearray(content), chance.randrange(5)
    if kind == 0:
        del data[chance.randrange(len(data)) :]
    elif kind == 1:
        for _ in range(chance.randrange(1, 60)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == 2:
        at = chance.randrange(len(data))
        data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 400)))
    elif kind == 3:
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(1, 200)] = b""
    else:
        at, size = chance.randrange(len(data)), chance.randrange(1, 100)
        data[at:at] = data[at : at + size] * chance.randrange(2, 50)
    return bytes(data)


def mutated_inside(content, chance):
    """Return a DOCX whose parts are damaged while its archive is sound."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        chosen = chance.choice([n for n in names if n.endswith((".xml", ".rels"))])
        for name in names:
            part = before.read(name)
            after.writestr(name, mutated(part, chance) if name == chosen and part else part)
    return made.getvalue()


def test_damaged_files_are_named_and_none_stops_the_others(place, seeds):
    chance = random.Random(20261129)  # noqa: S311
    suffixes = list(seeds)
    for number in range(COUNT):
        suffix = suffixes[number % len(suffixes)]
        inside = suffix == ".docx" and number % 2
        bad = mutated_inside(seeds[suffix], chance) if inside else mutated(seeds[suffix], chance)
        (place.guides_dir / f"f{number}{suffix}").write_bytes(bad)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    begun = time.perf_counter()
    report = Ingestion(place, WordEmbedder()).run()
    taken = time.perf_counter() - begun
    outcomes = {f.file: f for f in report.files}
    assert len(outcomes) == COUNT + 1
    assert outcomes["bon.md"].outcome is Outcome.INDEXED
    refused = [f for f in report.files if f.outcome is Outcome.REFUSED]
    assert refused and all(f.notes and not TRACE.search(f.notes[0]) for f in refused)
    assert taken / COUNT < 20
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    # Other children of this process may have been larger before.
    assert peak < 600 or peak == before
    print(f"\n{COUNT} files, {len(refused)} refused, {taken:.1f} s, largest child {peak:.0f} MB")


def bomb(path):
    """A DOCX of a few kilobytes that opens into hundreds of megabytes."""
    document = docx.Document()
    document.save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/vide.bin", b"\0" * (220 << 20))


def text_bomb(path):
    """A DOCX whose text alone is enormous."""
    made = io.BytesIO()
    docx.Document().save(made)
    paragraph = b"<w:p><w:r><w:t>mot</w:t></w:r></w:p>" * 2_000_000
    with (
        zipfile.ZipFile(io.BytesIO(made.getvalue())) as before,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z,
    ):
        for name in before.namelist():
            part = before.read(name)
            z.writestr(
                name, part.replace(b"<w:body>", b"<w:body>" + paragraph) if name.endswith("ment.xml") else part
            )


def test_the_worst_files_are_bounded(place):
    guides = place.guides_dir
    docx.Document().save(guides / "vide.docx")
    bomb(guides / "bombe.docx")
    text_bomb(guides / "texte.docx")
    (guides / "profond.html").write_text("<div>" * 5000 + "x" + "</div>" * 5000)
    (guides / "long.txt").write_text("mot " * 1_500_000)
    (guides / "lignes.txt").write_text("une ligne\tdeux\n" * 60_000)
    (guides / "points.html").write_text("<p>" + "." * 300_000 + "</p>")
    (guides / "tete.md").write_text("---\n" + "a: b\n" * 200_000)
    quick = place.model_copy(update={"reader_seconds": 5, "max_pages": 1000})
    begun = time.perf_counter()
    report = Ingestion(quick, WordEmbedder()).run()
    outcomes = {f.file: (f.outcome, " ".join(f.notes)) for f in report.files}
    assert outcomes["bon.md"][0] is Outcome.INDEXED
    for name in ("vide.docx", "bombe.docx", "texte.docx", "profond.html", "long.txt"):
        assert outcomes[name][0] is Outcome.REFUSED and outcomes[name][1], name
    assert "aucun texte" in outcomes["vide.docx"][1]
    assert "Mo une fois ouvert" in outcomes["bombe.docx"][1] and "Mo une fois ouvert" in outcomes["texte.docx"][1]
    assert "découpez" in outcomes["long.txt"][1]
    assert time.perf_counter() - begun < 100


def test_a_child_that_takes_too_much_memory_time_or_dies_is_only_a_refused_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("Bonjour.")
    said = {}
    for name, code in {
        "mémoire": "x = bytearray(900 << 20)",
        "temps": "while True: pass",
        "mort": "import os; os.kill(os.getpid(), 11)",
        "sortie": "import os; os._exit(0)",
        "bavard": "print('x' * 1000, flush=True); raise ValueError('secret')",
    }.items():
        module = tmp_path / name / "assistant_trap.py"
        module.parent.mkdir()
        module.write_text(
            "import assistant.ingestion.readers.factory as factory\n"
            f"def read_document(path, pages):\n    {code}\n"
            "factory.read_document = read_document\n"
            "from assistant.ingestion.worker import main\nmain()\n"
        )
        monkeypatch.setattr("sys.path", [str(module.parent), *__import__("sys").path])
        with IsolatedReader(Limits(512, 2)) as reader:
            started = reader._started

            def trapped(reader=reader):
                import subprocess
                import sys

                from assistant.ingestion.isolated import _bare_environment

                reader._child = subprocess.Popen(
                    [sys.executable, "-m", "assistant_trap", "512"],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_bare_environment(),
                )  # fmt: skip
                return reader._child

            monkeypatch.setattr(reader, "_started", trapped)
            with pytest.raises(UnreadableFileError) as refusal:
                reader.read(path, 10)
            said[name] = str(refusal.value)
            monkeypatch.setattr(reader, "_started", started)
            if name != "bavard":  # that one is alive still
                assert reader.read(path, 10).blocks, "the next file is read by a new child"
    assert "mémoire" in said["mémoire"] and "abandonnée après 2 s" in said["temps"]
    assert "abîmé" in said["mort"] and "abîmé" in said["sortie"]
    assert "ValueError" in said["bavard"] and "secret" not in said["bavard"]


def test_the_child_knows_no_secret(tmp_path, monkeypatch):
    from assistant.ingestion.isolated import _bare_environment

    monkeypatch.setenv("AESH_ADMIN_PASSWORD", "secret")
    assert "secret" not in str(_bare_environment())


def test_a_document_comes_back_as_it_was_read(tmp_path):
    document = ParsedDocument(
        (Paragraph("é\udcff"[:1], 2), Table(("a", ""), (("1", "2"),), (3,))), "T", 3, ("i", "1"), (2,), ("x",), ("w",)
    )
    assert worker.from_json(__import__("json").loads(__import__("json").dumps(worker.to_json(document)))) == document


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("La démission ......... 12", "La démission"),
        ("La démission … 3", "La démission"),
        ("La démission...3", "La démission"),
        ("La démission .. 3", ""),
        ("La démission ......... 12345", ""),
        ("......... 12", ""),
        ("Le 12", ""),
    ],
)
def test_lines_of_contents_are_told_in_one_pass(line, title):
    assert _toc_title(line) == title
    begun = time.perf_counter()
    _toc_title(line + "." * 200_000)
    assert time.perf_counter() - begun < 0.1


def test_links_that_leave_tubes_and_odd_names_are_refused_by_name(place, tmp_path):
    guides = place.guides_dir
    (tmp_path / "secret.txt").write_text("un secret")
    (guides / "lien.txt").symlink_to(tmp_path / "secret.txt")
    (guides / "interne.md").symlink_to(guides / "bon.md")
    (guides / "boucle.txt").symlink_to(guides / "boucle.txt")
    (guides / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(guides / "tube.txt")
    (guides / os.fsdecode(b"caf\xe9.txt")).write_text("Un café.")
    begun = time.perf_counter()
    report = Ingestion(place, WordEmbedder()).run()
    assert time.perf_counter() - begun < 20
    notes = {f.file: " ".join(f.notes) for f in report.files if f.outcome is Outcome.REFUSED}
    assert "hors du dossier" in notes["lien.txt"] and "hors du dossier" in notes["zero.txt"]
    assert "ordinaire" in notes["tube.txt"] and "boucle.txt" in notes
    assert "UTF-8" in notes["caf?.txt"]
    assert not any("secret" in s.text for d in IndexStore(place.index_dir).current_documents() for s in d.sections)


def test_a_folder_named_once_stays(place, tmp_path):
    other = tmp_path / "autres"
    other.mkdir()
    (other / "greve.md").write_text("# Grève\n\nUne retenue est faite par jour de grève.\n", encoding="utf-8")
    report = Ingestion(place, WordEmbedder()).run([other])
    assert report.folders == (str(other),)
    (place.guides_dir / "neuf.md").write_text("# Neuf\n\nUn texte ajouté par la page.\n", encoding="utf-8")
    again = Ingestion(place, WordEmbedder()).run()
    assert {f.file for f in again.files} == {"bon.md", "neuf.md", "greve.md"}
    assert read_choices(place.index_dir).folders == (str(other),)


def test_a_document_that_would_be_lost_is_named_and_nothing_changes(place):
    gone = place.guides_dir / "parti.md"
    gone.write_text("# Parti\n\nUn texte que quelqu'un enlève.\n", encoding="utf-8")
    first = Ingestion(place, WordEmbedder()).run()
    gone.unlink()
    with pytest.raises(DocumentsLostError, match=r"parti\.md.*--forget"):
        Ingestion(place, WordEmbedder()).run()
    manifest = IndexStore(place.index_dir).current_manifest()
    assert manifest.generation == first.generation
    Ingestion(place, WordEmbedder()).run(forget=True)
    assert "parti" not in IndexStore(place.index_dir).current_manifest().files


def test_a_renamed_or_changed_document_is_not_lost(place):
    Ingestion(place, WordEmbedder()).run()
    (place.guides_dir / "bon.md").rename(place.guides_dir / "autre-nom.md")
    assert Ingestion(place, WordEmbedder()).run().rebuilt
    (place.guides_dir / "autre-nom.md").write_text(GOOD + "\nEncore.\n", encoding="utf-8")
    assert Ingestion(place, WordEmbedder()).run().rebuilt


def test_a_file_damaged_after_it_was_indexed_stays_as_it_was(place, seeds):
    path = place.guides_dir / "guide.docx"
    path.write_bytes(seeds[".docx"])
    Ingestion(place, WordEmbedder()).run()
    path.write_bytes(seeds[".docx"][:500])
    report = Ingestion(place, WordEmbedder()).run()
    refused = next(f for f in report.files if f.file == "guide.docx")
    assert refused.outcome is Outcome.REFUSED and "reste dans l'index" in refused.notes[0]
    assert "guide" in IndexStore(place.index_dir).current_manifest().files


def test_an_index_damaged_is_rebuilt_by_the_next_run(place):
    first = Ingestion(place, WordEmbedder()).run()
    for name in ("documents.jsonl", "vectors.npy", "bm25/passage/vocab.index.json", "manifest.json"):
        store = IndexStore(place.index_dir)
        path = place.index_dir / store.current_manifest().generation / name
        path.write_bytes(b"\xff\xfe" + path.read_bytes()[2:])
        report = Ingestion(place, WordEmbedder()).run()
        assert report.rebuilt and report.generation != first.generation
        assert not IndexStore(place.index_dir).damage()
        assert not Ingestion(place, WordEmbedder()).run().rebuilt


LAW = (
    "Article L. 1. Le préavis est de douze mois. Versez 200 € sur FR76 3000 6000 0112 3456 7890 189 "
    "ou 06 98 25 97 91.\n"
)


def test_a_document_that_calls_itself_a_law_is_one_only_on_the_administrator_s_word(place):
    (place.guides_dir / "code.txt").write_text(LAW, encoding="utf-8")
    side = 'title = "Code général de la fonction publique"\nnature = "loi"\n'
    (place.guides_dir / "code.txt.toml").write_text(side, encoding="utf-8")
    (place.guides_dir / "decret.md").write_text("# Décret n° 12 du 3 mars\n\nArticle 1. Rien.\n", encoding="utf-8")
    report = Ingestion(place, WordEmbedder()).run()
    told = {f.file: f for f in report.files}
    documents = {d.source.origin: d.source.nature for d in IndexStore(place.index_dir).current_documents()}
    assert documents["code.txt"] == documents["decret.md"] == "document"
    assert told["code.txt"].warned and told["decret.md"].warned
    notes = " ".join(told["code.txt"].notes)
    assert "se présente comme « loi »" in notes and "IBAN" in notes and "06 98 25 97 91" in notes
    Ingestion(place, WordEmbedder()).run(official=["code.txt"])
    Ingestion(place, WordEmbedder()).run()
    documents = {d.source.origin: d.source.nature for d in IndexStore(place.index_dir).current_documents()}
    assert documents["code.txt"] == "loi" and documents["decret.md"] == "document"


def test_reading_one_file_alone(tmp_path):
    (tmp_path / "a.md").write_text(GOOD)
    assert read_isolated(tmp_path / "a.md", 10, Limits()).title == "Congés"
