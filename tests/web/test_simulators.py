"""The simulators over HTTP: every form, every calculation typed in, the errors, the files."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from hashlib import sha256
from html import unescape

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from starlette.testclient import TestClient

from assistant.domain.calculation import Calculation
from assistant.rules.core.errors import SituationError
from assistant.rules.core.french import plain_spaces
from assistant.rules.registry import find, modules
from assistant.rules.running import answer
from assistant.settings import Settings
from assistant.web.application import build_application
from assistant.web.facts import form_values
from assistant.web.provider import AssistantProvider
from tests.rules.golden_cases import golden_cases
from tests.web.doubles import HOSTILE, FakeAssistant

ALL = sorted(modules())


@pytest.fixture(scope="module")
def client():
    settings = Settings(rate_per_minute=0)
    application = build_application(settings, AssistantProvider(settings, FakeAssistant()))
    with TestClient(application, base_url="http://127.0.0.1") as open_client:
        yield open_client


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def text_of(element) -> str:
    return " ".join(plain_spaces(element.get_text(" ")).split())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", plain_spaces(text))


def posted(said: Calculation) -> dict[str, str]:
    """The form values that bring `said` about."""
    return form_values(said.calculator, said.inputs)


def usable_cases():
    """The first golden case of each outcome; then, marked slow, two others of each calculator (all: EVERY_CASE=1)."""
    seen, others = set(), defaultdict(list)
    for calculator_id, case in golden_cases():
        kind = (calculator_id, case["expected"].get("outcome", "result"))
        if "error" in case["expected"]:
            continue
        if kind in seen:
            others[calculator_id].append(case)
            continue
        seen.add(kind)
        yield refill(calculator_id, case)
    for calculator_id, cases in others.items():
        kept = cases if os.environ.get("EVERY_CASE") else sorted(cases, key=drawn)[:2]
        yield from (refill(calculator_id, case, pytest.mark.slow) for case in kept)


def refill(calculator_id, case, *marks):
    return pytest.param(calculator_id, case["situation"], id=f"{calculator_id}/{case['id']}", marks=marks)


def drawn(case) -> bytes:
    """A case's place in a draw that adding other cases does not change."""
    return sha256(case["id"].encode()).digest()


def first_cases():
    seen = {}
    for calculator_id, case in golden_cases():
        if "error" not in case["expected"] and case["expected"].get("outcome", "result") == "result":
            seen.setdefault(calculator_id, case["situation"])
    return seen


FIRST = first_cases()


@pytest.mark.parametrize("calculator_id", ALL)
def test_every_form_asks_every_question_once_with_its_label(client, calculator_id):
    soup = soup_of(client.get(f"/simulateurs/{calculator_id}"))
    form = soup.select_one("form#simulateur")
    for template in form.select("template"):
        template.decompose()
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for control in form.select("input:not([type=hidden]), select, textarea"):
        if control.get("type") == "radio":
            assert control.find_parent("label") and control.find_parent("fieldset").select_one("legend")
        else:
            assert form.select_one(f'label[for="{control["id"]}"]')
        for described in control.get("aria-describedby", "").split():
            assert soup.find(id=described)
    for name in find(calculator_id).situation.model_fields:
        assert form.find(id=f"champ-{name}"), name


@pytest.mark.parametrize(("calculator_id", "situation"), usable_cases())
def test_what_is_typed_gives_the_calculator_s_own_result(client, calculator_id, situation):
    wanted = answer(find(calculator_id), situation, date.today())  # noqa: DTZ011 (as the form)
    response = client.post(f"/simulateurs/{calculator_id}", data=posted(wanted))
    assert response.status_code == 200, soup_of(response).select_one(".error-summary")
    shown = squeezed(soup_of(response).select_one("#resultat").get_text())
    if wanted.outcome == "result":
        assert squeezed(wanted.summary) in shown
    for value in wanted.values:
        if not isinstance(value.value, list | dict):
            assert squeezed(value.shown) in shown, value.id
    for lines in (wanted.reasons, wanted.caveats, wanted.hypotheses, [s.text for s in wanted.sources]):
        assert all(squeezed(line) in shown for line in lines)
    for question in wanted.questions:
        assert squeezed(question.question) in shown


@pytest.mark.parametrize("calculator_id", sorted(FIRST))
def test_the_printed_sheet_tells_answers_rules_and_steps(client, calculator_id):
    said = find(calculator_id).answer(FIRST[calculator_id])
    soup = soup_of(client.post(f"/simulateurs/{calculator_id}/fiche", data=posted(said)))
    text = squeezed(soup.main.get_text())
    assert squeezed(said.summary) in text
    assert all(squeezed(step.result) in text for step in said.steps)
    assert "Calculfaitle" in text and (not said.in_force_since or "Règlesenvigueurdepuisle" in text)
    assert not soup.select("details:not([open])")


@pytest.mark.parametrize("calculator_id", sorted(FIRST))
def test_the_dates_leave_as_a_calendar(client, calculator_id):
    said = find(calculator_id).answer(FIRST[calculator_id])
    response = client.post(f"/simulateurs/{calculator_id}/agenda", data=posted(said))
    days = {str(v.value).partition("/")[0] for v in said.values if v.in_calendar}
    days |= {t.by.isoformat() for t in said.to_do if t.by}
    if not days:
        assert response.headers["content-type"].startswith("text/html")
        return
    assert response.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert {e.decoded("dtstart").isoformat() for e in events} == days


@pytest.mark.parametrize("calculator_id", ALL)
def test_hostile_text_in_every_field_stays_text(client, calculator_id):
    fields = find(calculator_id).situation.model_fields
    typed = dict.fromkeys(fields, HOSTILE) | {f"{name}-0-debut": HOSTILE for name in fields}
    response = client.post(f"/simulateurs/{calculator_id}", data=typed | {HOSTILE: "1", "action": HOSTILE})
    assert response.status_code in {200, 422}
    soup = soup_of(response)
    assert "<img" not in response.text and not soup.find_all("script", src=False)
    live = client.post(f"/simulateurs/{calculator_id}/resultat", data=typed).json()
    assert "<img" not in live["result"] + live["summary"]


def test_an_error_stands_beside_its_field_and_in_the_summary(client):
    response = client.post("/simulateurs/traitement_brut", data={"quotite": "620 %", "echelon": "3"})
    soup = soup_of(response)
    assert response.status_code == 422
    field = soup.select_one("#champ-quotite")
    assert field["aria-invalid"] == "true" and field["value"] == "620 %"
    message = soup.find(id="champ-quotite-erreur")
    assert "entre 1 et 100" in text_of(message)
    assert "champ-quotite-erreur" in field["aria-describedby"].split()
    summary = soup.select_one(".error-summary[role=alert]")
    assert summary.select_one('a[href="#champ-quotite"]')
    assert "autofocus" in summary.attrs
    assert "corrigez" in text_of(soup.select_one("#resultat"))


def test_an_error_in_a_row_stands_in_that_row(client):
    typed = {"contrats-0-debut": "1er septembre 2023", "contrats-2-debut": "pas une date"}
    soup = soup_of(client.post("/simulateurs/preavis_demission", data=typed))
    assert soup.find(id="champ-contrats-2-debut")["aria-invalid"] == "true"
    assert not soup.find(id="champ-contrats-0-debut").get("aria-invalid")


def test_rows_are_added_and_removed_without_script(client):
    typed = {"contrats-0-debut": "A", "contrats-1-debut": "B", "contrats-2-debut": "C"}
    page = soup_of(client.post("/simulateurs/acces_cdi", data=typed | {"action": "ajouter:contrats"}))
    assert [i["value"] for i in page.select("form > fieldset input[name$=-debut]") if "__n__" not in i["name"]] == [
        *("A", "B", "C"),
        "",
    ]
    page = soup_of(client.post("/simulateurs/acces_cdi", data=typed | {"action": "retirer:contrats:1"}))
    assert [i["value"] for i in page.select("form > fieldset input[name$=-debut]") if "__n__" not in i["name"]] == [
        *("A", "C"),
    ]


@pytest.mark.parametrize("action", ["ajouter:rien", "retirer:contrats:x", "retirer:contrats"])
def test_an_unknown_row_is_refused(client, action):
    assert client.post("/simulateurs/acces_cdi", data={"action": action}).status_code == 400


def test_a_missing_fact_is_asked_with_a_link_to_its_field(client):
    soup = soup_of(client.post("/simulateurs/traitement_brut", data={"echelon": "3"}))
    link = soup.select_one("#resultat .missing-list a")
    assert soup.find(id=link["href"].removeprefix("#"))


def test_too_long_an_answer_is_refused_beside_its_field(client):
    soup = soup_of(client.post("/simulateurs/traitement_brut", data={"quotite": "6" * 2001}))
    assert "2000 caractères" in text_of(soup.find(id="champ-quotite-erreur"))


@pytest.mark.parametrize("path", ["/simulateurs/inconnu", "/simulateurs/inconnu/pas-a-pas", "/simulateurs/_avis"])
def test_an_unknown_calculator_is_not_found_in_french(client, path):
    response = client.get(path)
    assert response.status_code == 404 and "n'existe pas" in unescape(response.text)


def walk(client, calculator_id, facts):
    """Answer the questions one by one from `facts`; returns the last page and the questions asked."""
    soup = soup_of(client.get(f"/simulateurs/{calculator_id}/pas-a-pas"))
    asked = []
    while (posed := soup.select_one("input[name=posee]")) and len(asked) < 40:
        name = posed["value"]
        asked.append(name)
        hidden = {i["name"]: i["value"] for i in soup.select("form input[type=hidden]")}
        given = {k: v for k, v in facts.items() if k == name or k.startswith(f"{name}-")}
        soup = soup_of(client.post(f"/simulateurs/{calculator_id}/pas-a-pas", data=hidden | given))
    return soup, asked


@pytest.mark.parametrize("calculator_id", sorted(FIRST))
def test_one_question_at_a_time_ends_and_never_asks_twice(client, calculator_id):
    said = find(calculator_id).answer(FIRST[calculator_id])
    soup, asked = walk(client, calculator_id, posted(said))
    assert soup.select_one("#resultat")
    assert len(asked) == len(set(asked))


def test_one_question_at_a_time_reaches_the_same_result(client):
    facts = {"echelon": "3", "quotite": "62"}
    soup, asked = walk(client, "traitement_brut", facts)
    assert set(asked) <= {"echelon", "quotite", "heures_accompagnement"}
    assert "1159,81 €" in text_of(soup.select_one("#resultat"))


def test_a_refused_answer_is_asked_again(client):
    data = {"posee": "echelon", "echelon": "40"}
    response = client.post("/simulateurs/traitement_brut/pas-a-pas", data=data)
    assert response.status_code == 422
    assert soup_of(response).select_one("#champ-echelon[aria-invalid=true]")


def test_an_answer_given_can_be_changed(client):
    data = {"echelon": "3", "quotite": "62", "action": "modifier:echelon"}
    soup = soup_of(client.post("/simulateurs/traitement_brut/pas-a-pas", data=data))
    assert soup.select_one("#champ-echelon")["value"] == "3"
    assert soup.select_one("input[type=hidden][name=quotite]")["value"] == "62"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("préavis", "preavis_demission"),
        ("PREAVIS", "preavis_demission"),
        ("SFT", "supplement_familial"),
        ("arrêt maladie", "registre_maladie"),
        ("échelon", "prochain_echelon"),
        ("grève", "retenue_greve"),
        ("recours entretien", "recours_entretien"),
        ("carte navigo", "remboursement_transport"),
        ("temps partiel thérapeutique", "duree_temps_partiel_therapeutique"),
    ],
)
def test_a_search_finds_the_calculator(client, query, wanted):
    soup = soup_of(client.get("/simulateurs", params={"q": query}))
    assert soup.select_one(f'.tool-list a[href="/simulateurs/{wanted}"]')


def test_a_search_without_result_says_so_and_escapes(client):
    response = client.get("/simulateurs", params={"q": HOSTILE})
    assert "Aucun simulateur" in response.text and "<img" not in response.text


def test_every_calculator_is_listed_once(client):
    links = [a["href"] for a in soup_of(client.get("/simulateurs")).select(".themes .tool-list a")]
    assert sorted(links) == [f"/simulateurs/{name}" for name in ALL]


def test_the_texts_go_from_the_law_down(client):
    typed = {"quotite": "62", "echelon": "3", "date_paie": "1er octobre 2026", "brut_fiche": "1100"}
    soup = soup_of(client.post("/simulateurs/fiche_de_paie", data=typed))
    fold = next(d for d in soup.select("#resultat details") if "Textes" in d.summary.get_text())
    ranks = [text_of(h) for h in fold.select("h4")]
    assert ranks.index("Décrets") < ranks.index("Arrêtés") < ranks.index("Guides")


def test_the_pay_slip_is_told_line_by_line(client):
    typed = {"quotite": "62", "echelon": "3", "date_paie": "1er octobre 2026", "brut_fiche": "1100"}
    rows = [text_of(r) for r in soup_of(client.post("/simulateurs/fiche_de_paie", data=typed)).select("tbody tr")]
    assert rows == ["Traitement brut il manque 59,81 € 1100,00 € 1159,81 €"]


def test_the_ledger_draws_each_day_and_tells_it(client):
    typed = {
        "arrets-0-premier_jour": "2 mars 2026",
        "arrets-0-dernier_jour": "4 mars 2026",
        "date_debut_services": "1er septembre 2022",
    }
    soup = soup_of(client.post("/simulateurs/registre_maladie", data=typed))
    said = find("registre_maladie").answer(
        {"arrets": "du 2 mars 2026 au 4 mars 2026", "date_debut_services": "1/9/22"}
    )
    total = sum(int(s["jours"]) for v in said.values if v.id == "registre" for s in v.value)
    assert len(soup.select(".month-days [class*=day-]:not(.day-name)")) == total == 3
    assert [text_of(d) for d in soup.select(".month-days .day-carence")] == ["2 C"]
    assert "2 mars 2026 1 carence, non payé" in text_of(soup.select_one("details table"))


def test_the_chart_shows_what_the_calculator_gives_at_each_echelon(client):
    soup = soup_of(client.post("/simulateurs/traitement_brut", data={"echelon": "3", "quotite": "62"}))
    rows = [[text_of(c) for c in r.select("td")] for r in soup.select("details table tbody tr")]
    assert len(rows) == 11
    for echelon in (1, 6, 11):
        pay = find("traitement_brut").outcome({"echelon": echelon, "quotite": "62"})
        told = [Decimal(cell.removesuffix(" €").replace(",", ".")) for cell in rows[echelon - 1]]
        assert told[:2] == [pay["traitement_brut"], pay["indemnite_differentielle"]]
    assert len(soup.select(".bar-current")) == 1


def test_the_timeline_numbers_the_dates_it_lists(client):
    said = find("calendrier_entretien").answer(FIRST["calendrier_entretien"])
    soup = soup_of(client.post("/simulateurs/calendrier_entretien", data=posted(said)))
    listed = soup.select(".timeline-list li")
    assert len(listed) == len(soup.select("svg.timeline .moment-number")) >= 2


def test_my_year_joins_the_dates_of_several_calculators(client):
    typed = {
        "aujourdhui": "1er janvier 2027",
        "contrat": "cdd",
        "debut": "1er septembre 2024",
        "dernier_jour_cdd": "31 août 2027",
        "date_entree_echelon": "1er septembre 2024",
    }
    soup = soup_of(client.post("/simulateurs/mon-annee", data=typed))
    text = text_of(soup.select_one("#reponse"))
    assert "31 mai 2027" in text and "1er septembre 2027" in text
    response = client.post("/simulateurs/mon-annee/agenda", data=typed)
    days = {e.decoded("dtstart") for e in Calendar.from_ical(response.content).walk("VEVENT")}
    assert {date(2027, 5, 31), date(2027, 9, 1)} <= days


def test_my_year_says_what_is_wrong_beside_its_field(client):
    soup = soup_of(client.post("/simulateurs/mon-annee", data={"debut": "demain peut-être"}))
    assert soup.select_one("#champ-debut[aria-invalid=true]") and soup.select_one(".error-summary")


def test_no_answer_ever_stands_in_an_address(client):
    soup = soup_of(client.post("/simulateurs/traitement_brut", data={"echelon": "3", "quotite": "61,23"}))
    addresses = [e.get(k, "") for e in soup.find_all(True) for k in ("href", "action", "formaction")]
    assert not any("61" in address for address in addresses if "legifrance" not in address)


def test_a_refused_situation_has_a_place_for_each_problem():
    with pytest.raises(SituationError) as refused:
        find("acces_cdi").answer({"contrats": [{"debut": "x"}], "dernier_jour_cdd": "y"})
    assert set(refused.value.places) == {("contrats", "0", "debut"), ("dernier_jour_cdd",)}


def test_of_two_figures_that_read_alike_the_one_that_counts_leads(client):
    soup = soup_of(client.post("/simulateurs/recours_entretien", data={"date_notification": "1er juin 2026"}))
    tiles = [text_of(tile) for tile in soup.select(".tiles dt")]
    assert "Dernier jour pour demander la révision" in tiles
    assert "Dernier jour pour demander la révision, avant report" not in tiles


def test_no_script_reads_a_property_that_a_button_of_the_form_hides(client):
    """« form.action » is the button of that name wherever a form has one, and the live result stops."""
    assert 'name="action"' in client.get("/simulateurs/acces_cdi").text
    script = client.get("/statique/simulators.js").text
    assert "form.action." not in script and "form.action)" not in script
