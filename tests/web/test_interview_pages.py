"""The interview sheet without a script: pages, errors, files, and nothing kept between two requests."""

import json
import re
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.interview.storage import field_names, pack
from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.french import typeset
from assistant.web.interview import routes, texts
from assistant.web.provider import AssistantProvider
from tests.exports.reading import calendar_events, docx_text, markdown_text, pdf, pdf_text
from tests.interview.cases import AFTER, REGULAR
from tests.web.doubles import FakeAssistant

LATE = {
    **REGULAR,
    "date_convocation": "13/01/2027",
    "nom": "Dossier de L.",
    "cle": "abc",
    "jours_travailles": "lundi",
}


@pytest.fixture(scope="module")
def client():
    application = build_application(Settings(), AssistantProvider(Settings(), FakeAssistant()))
    with TestClient(application, base_url="http://127.0.0.1") as open_client:
        yield open_client


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(routes, "_today", lambda: datetime(2026, 11, 22))  # noqa: DTZ001


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def answers(page):
    """Return what the sheet would send as it stands."""
    found = {}
    for node in page.select("#fiche input, #fiche textarea"):
        if node.name == "textarea":
            found[node["name"]] = node.get_text()
        elif node.get("type") not in {"radio", "checkbox"} or node.has_attr("checked"):
            found[node["name"]] = node["value"]
    for node in page.select("#fiche select"):
        chosen = node.find("option", selected=True)
        found[node["name"]] = chosen["value"] if chosen else ""
    return {name: value for name, value in found.items() if value.strip()}


def test_the_blank_sheet_asks_everything_once_and_every_control_has_a_label(client):
    page = soup(client.get("/entretien"))
    named = {node["name"] for node in page.select("#fiche [name]")}
    assert named == set(field_names()) - {"statut"}
    for control in page.select("#fiche input:not([type=hidden]), #fiche select, #fiche textarea"):
        assert page.find("label", attrs={"for": control["id"]}) or control.find_parent("label"), control["name"]
    assert page.html["lang"] == "fr" and page.title.text.startswith(texts.TITLE)


def test_each_blank_sheet_has_a_key_of_its_own(client):
    keys = {soup(client.get("/entretien")).find("input", attrs={"name": "cle"})["value"] for _ in range(3)}
    assert len(keys) == 3


def test_identifiers_are_unique_and_links_within_the_page_lead_somewhere(client):
    page = soup(client.post("/entretien", data=LATE))
    ids = [node["id"] for node in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.select('main a[href^="#"]')} <= set(ids)
    described = {key for node in page.select("[aria-describedby]") for key in node["aria-describedby"].split()}
    assert described <= set(ids)


def test_what_was_sent_comes_back_with_its_check_and_nothing_is_kept(client):
    page = soup(client.post("/entretien", data=LATE))
    assert answers(page) == {**LATE, "contrat": "cdi", "point_de_vue": "membre"}
    text = page.select_one("#bilan").get_text(" ", strip=True)
    assert typeset("1 irrégularité : convocation tardive") in text
    assert "5 jours avant l'entretien" in text and "Arrêté du 27 juin 2014, art. 1" in text
    assert "dimanche 17 janvier 2027" in text
    again = soup(client.get("/entretien"))
    assert set(answers(again)) == {"cle", "point_de_vue"}


def test_the_dates_are_in_order_with_their_machine_form(client):
    page = soup(client.post("/entretien", data=AFTER))
    days = [node["datetime"] for node in page.select(".timeline time")]
    assert days == sorted(days) and {"2027-01-18", "2027-03-03"} <= set(days)


def test_an_error_is_in_the_summary_and_beside_its_field_and_the_rest_is_kept(client):
    answer = client.post("/entretien", data={**LATE, "date_entretien": "31 février 2027"})
    page = soup(answer)
    assert answer.status_code == 422
    link = page.select_one("#erreurs a")
    control = page.find(id=link["href"][1:])
    assert control["name"] == "date_entretien" and control["aria-invalid"] == "true"
    assert page.find(id="f-date_entretien-erreur") and control["value"] == "31 février 2027"
    assert answers(page)["nom"] == "Dossier de L."
    assert typeset(texts.TO_REVIEW) in page.select_one("#bilan").get_text()
    assert page.select_one("#bilan .notice a")["href"] == "#f-date_entretien"


def test_live_results_hold_the_same_check(client):
    live = soup(client.post("/entretien/bilan", data=LATE))
    whole = soup(client.post("/entretien", data=LATE))
    for part, place in (("bilan", "bilan"), ("dates", "dates")):
        expected = whole.find(attrs={"data-live": place}).get_text(" ", strip=True)
        assert live.find(attrs={"data-part": part}).get_text(" ", strip=True) == expected
    assert "convocation tardive" in live.find(attrs={"data-part": "annonce"}).text


def test_live_results_name_the_field_in_error(client):
    answer = client.post("/entretien/bilan", data={"date_entretien": "hier"})
    assert answer.status_code == 200
    assert [item["data-field"] for item in soup(answer).select("[data-part=erreurs] li")] == ["f-date_entretien"]


@pytest.mark.parametrize(
    ("name", "read", "expected"),
    [
        ("dossier.docx", docx_text, "convocation tardive"),
        ("dossier.pdf", pdf_text, "convocation tardive"),
        ("dossier.md", lambda data: markdown_text(data.decode()), "convocation tardive"),
        ("courrier-report.docx", docx_text, "une nouvelle date, le 21 janvier 2027 ou plus tard"),
        ("courrier-observations.docx", docx_text, "Observations"),
        ("courrier-revision.docx", docx_text, "recteur"),
        ("courrier-ccp.docx", docx_text, "commission consultative paritaire"),
    ],
)
def test_files_are_made_from_what_is_sent(client, name, read, expected):
    answer = client.post(f"/entretien/fichier/{name}", data=LATE)
    assert answer.status_code == 200
    found = re.fullmatch(r'attachment; filename="([a-z0-9-]+)\.(\w+)"', answer.headers["content-disposition"])
    assert found and found[1].endswith("dossier-de-l") and name.endswith(found[2])
    assert answer.headers["cache-control"] == "no-store"
    assert expected in read(answer.content)


def test_the_pdf_opens_with_its_title(client):
    file = pdf(client.post("/entretien/fichier/dossier.pdf", data=LATE).content)
    assert "Dossier de L." in file.metadata.title


def test_the_calendar_keeps_its_identifiers_when_a_date_moves_and_differs_between_sheets(client):
    def events(**changes):
        return calendar_events(client.post("/entretien/fichier/agenda.ics", data={**LATE, **changes}).content)

    moved = events(date_entretien="25/01/2027")
    assert {e["uid"] for e in moved} == {e["uid"] for e in events()}
    assert {e["uid"] for e in events(cle="autre")}.isdisjoint({e["uid"] for e in moved})


def test_a_calendar_without_a_date_and_a_file_with_an_error_are_said_in_the_page(client):
    empty = client.post("/entretien/fichier/agenda.ics", data={"nom": "x"})
    assert empty.status_code == 422 and "indiquez d'abord une date" in soup(empty).find(id="erreurs").text
    wrong = client.post("/entretien/fichier/dossier.docx", data={"date_entretien": "hier"})
    assert wrong.status_code == 422 and soup(wrong).find(id="f-date_entretien-erreur")


@pytest.mark.parametrize("name", ["courrier-inconnu.docx", "courrier-report.pdf", "dossier.exe", "..%2fapp.py", "x"])
def test_other_files_do_not_exist(client, name):
    answer = client.post(f"/entretien/fichier/{name}", data=LATE)
    assert answer.status_code in {403, 404} and "Traceback" not in answer.text


def test_a_saved_sheet_opens_again(client):
    saved = client.post("/entretien/fichier/dossier.json", data=LATE).content
    assert json.loads(saved)["dossiers"][0]["cle"] == "abc"
    opened = soup(client.post("/entretien/importer", files={"fichier": ("f.json", saved, "application/json")}))
    assert {key: answers(opened)[key] for key in ("nom", "date_entretien", "cle", "conduit_par")} == {
        key: LATE[key] for key in ("nom", "date_entretien", "cle", "conduit_par")
    }


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b"[1]", b'{"format":"aesh-entretien","version":1}'])
def test_a_foreign_file_is_refused_in_words(client, content):
    answer = client.post("/entretien/importer", files={"fichier": ("f.json", content, "application/json")})
    assert answer.status_code == 422 and soup(answer).find(id="erreurs")


def test_several_sheets_in_a_file_are_announced(client):
    two = json.loads(pack(LATE))
    two["dossiers"] *= 2
    page = soup(
        client.post("/entretien/importer", files={"fichier": ("f.json", json.dumps(two), "application/json")})
    )
    assert typeset(texts.IMPORT_SEVERAL) in page.text


def test_a_representative_is_told_so_and_gets_his_list(client):
    page = soup(client.post("/entretien", data={"point_de_vue": "representant"}))
    assert [node.has_attr("hidden") for node in page.select("[data-representant]")] == [False, False]
    page = soup(client.get("/entretien"))
    assert [node.has_attr("hidden") for node in page.select("[data-representant]")] == [True, True]


def test_what_is_typed_is_escaped(client):
    sent = {"nom": "<script>x</script>", "note-oral": "</textarea><img src=x onerror=y>", "cle": '"><b>'}
    page = soup(client.post("/entretien", data=sent))
    assert not page.select("main img, main b, main script")
    assert answers(page)["note-oral"] == sent["note-oral"]


def test_the_page_takes_nothing_from_elsewhere_and_runs_nothing_inline(client):
    answer = client.get("/entretien")
    page = soup(answer)
    assert not page.select("script:not([src]), style, [style], [onclick]")
    assert all(node["src"].startswith("/statique/") for node in page.select("script"))
    for node in page.select("script"):
        assert client.get(node["src"]).status_code == 200
    assert "no-store" in answer.headers["cache-control"]
