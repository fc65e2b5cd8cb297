"""The simulators in a real browser: live result, errors, rows, link, files, keyboard, and without any script."""

import re
from urllib.parse import unquote_plus

import pytest
from icalendar import Calendar

from tests.browser.checks import focused, overflow, violations

pytestmark = pytest.mark.browser
api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = api.expect

SCREENS = [(390, "light"), (1280, "light"), (1280, "dark")]
PAY = "/simulateurs/traitement_brut#quotite=62&echelon=3"
LEDGER = (
    "/simulateurs/registre_maladie#arrets-0-premier_jour=2 mars 2026&arrets-0-dernier_jour=13 mars 2026"
    "&arrets-1-premier_jour=1er juin 2026&arrets-1-dernier_jour=20 septembre 2026"
    "&date_debut_services=1er septembre 2022&brut_mensuel=1200"
)
SLIP = "/simulateurs/fiche_de_paie#quotite=62&echelon=3&brut_fiche=1100&date_paie=1er octobre 2026"
DATES = "/simulateurs/recours_entretien#date_notification=1er juin 2026"
STATES = ["/simulateurs", "/simulateurs?q=préavis", "/simulateurs/mon-annee", PAY, LEDGER, SLIP, DATES]


def result(page):
    return page.locator("#resultat")


def settled(page):
    """Wait until the result of the last keystroke is shown."""
    page.wait_for_timeout(600)
    expect(result(page)).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing_and_nothing_overflows(browse, path, width, scheme):
    page = browse(path, width=width, scheme=scheme)
    if "#" in path:
        expect(result(page).locator(".kind-result")).to_be_visible()
        page.evaluate("document.querySelectorAll('#resultat details').forEach((fold) => (fold.open = true))")
    assert violations(page) == []
    assert overflow(page) == []


@pytest.mark.parametrize("width", [320, 390, 1920])
def test_nothing_overflows_from_the_narrowest_to_the_widest(browse, width):
    for path in (LEDGER, SLIP):
        page = browse(path, width=width)
        expect(result(page).locator(".kind-result")).to_be_visible()
        assert overflow(page) == []


def test_the_result_follows_what_is_typed(browse):
    page = browse("/simulateurs/traitement_brut")
    page.get_by_label("À quel échelon êtes-vous").fill("3")
    expect(result(page)).to_contain_text("Il manque une information")
    page.get_by_label("Quelle est votre quotité").fill("62 %")
    expect(result(page)).to_contain_text("1159,81")
    expect(page.locator("[data-announce]")).to_have_text(re.compile("1159,81"))
    expect(result(page).locator(".step-formula").first).not_to_be_visible()
    result(page).get_by_text("Voir les étapes du calcul").click()
    expect(result(page).locator(".step-formula").first).to_be_visible()
    page.get_by_label("Quelle est votre quotité").fill("50 %")
    expect(result(page)).not_to_contain_text("1159,81")
    expect(result(page).locator(".step-formula").first).to_be_visible()


def test_a_wrong_answer_is_said_beside_its_field_and_hides_the_old_result(browse):
    page = browse(PAY)
    expect(result(page)).to_contain_text("1159,81")
    field = page.get_by_label("Quelle est votre quotité")
    field.fill("620")
    field.press("Tab")
    expect(page.locator("#champ-quotite-erreur")).to_contain_text("entre 1 et 100")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(result(page)).not_to_contain_text("1159,81")
    assert violations(page) == []
    field.fill("62")
    field.press("Tab")
    expect(page.locator("#champ-quotite-erreur")).to_have_count(0)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_submitting_moves_the_focus_to_the_errors_then_to_the_result(browse):
    page = browse("/simulateurs/traitement_brut")
    page.get_by_label("Quelle est votre quotité").fill("620")
    page.get_by_role("button", name="Calculer").last.click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").click()
    expect(page.locator("#champ-quotite")).to_be_focused()
    page.locator("#champ-quotite").fill("62")
    page.get_by_label("À quel échelon").fill("3")
    page.get_by_role("button", name="Calculer").last.click()
    expect(page.locator("#resultat-titre")).to_be_focused()
    expect(page.locator(".error-summary")).to_have_count(0)


def test_a_missing_answer_leads_to_its_question(browse):
    page = browse("/simulateurs/traitement_brut#echelon=3")
    link = result(page).locator(".missing-list a").first
    link.click()
    assert focused(page).startswith("champ-")


def test_the_whole_journey_by_keyboard(browse):
    page = browse("/simulateurs/traitement_brut")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("#champ-date_paie")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("62")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#champ-echelon")).to_be_focused()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.locator("#resultat-titre")).to_be_focused()
    expect(result(page)).to_contain_text("1159,81")
    page.keyboard.press("Tab")
    expect(result(page).get_by_role("button", name="Fiche à imprimer")).to_be_focused()


def test_rows_are_added_and_removed_with_the_focus_in_place(browse):
    page = browse("/simulateurs/registre_maladie")
    rows = page.locator('[data-list="arrets"] > [data-row]')
    rows.nth(0).get_by_label("premier jour").fill("2 mars 2026")
    page.get_by_role("button", name="Ajouter : arrêt").click()
    expect(rows).to_have_count(2)
    expect(rows.nth(1).get_by_label("premier jour")).to_be_focused()
    page.keyboard.type("1er juin 2026")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    rows.nth(0).get_by_role("button", name="Retirer").click()
    expect(rows).to_have_count(1)
    expect(rows.nth(0).get_by_label("premier jour")).to_have_value("1er juin 2026")
    expect(rows.nth(0).get_by_label("premier jour")).to_have_attribute("name", "arrets-0-premier_jour")
    assert violations(page) == []


def test_the_link_refills_the_form_and_tells_the_server_nothing(browse):
    page = browse(LEDGER)
    expect(result(page)).to_contain_text("jour de carence")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    result(page).get_by_role("button", name="Copier le lien").click()
    link = page.get_by_label("Lien de ce calcul").input_value()
    assert "1er septembre 2022" in unquote_plus(link.partition("#")[2])
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("[name=arrets-1-dernier_jour]")).to_have_value("20 septembre 2026")
    expect(result(page)).to_contain_text("112 jours")
    assert not any("2022" in url.partition("#")[0] for url in asked)


def test_the_ledger_is_drawn_and_told(browse):
    page = browse(LEDGER)
    expect(result(page).locator(".month")).to_have_count(5)
    expect(result(page).locator(".month .day-carence")).to_have_count(2)
    result(page).get_by_text("Le même calendrier").click()
    expect(result(page).get_by_role("table").first).to_contain_text("carence, non payé")


def test_the_dates_are_downloaded_as_a_calendar(browse):
    page = browse(DATES)
    with page.expect_download() as download:
        result(page).get_by_role("button", name=re.compile("agenda")).click()
    content = download.value.path().read_bytes()
    assert download.value.suggested_filename == "recours-entretien.ics"
    assert list(Calendar.from_ical(content).walk("VEVENT"))


def test_the_sheet_says_everything_and_leads_back(browse):
    page = browse(PAY)
    result(page).get_by_role("button", name="Fiche à imprimer").click()
    expect(page.locator(".sheet")).to_contain_text("62 %")
    expect(page.locator(".sheet .step-formula").first).to_be_visible()
    assert violations(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".site-nav")).not_to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Revenir au formulaire").click()
    expect(page.locator("#champ-quotite")).to_have_value("62")


def test_reload_and_back_keep_what_was_typed(browse):
    page = browse(PAY)
    expect(result(page)).to_contain_text("1159,81")
    page.reload()
    expect(result(page)).to_contain_text("1159,81")
    page.get_by_role("link", name="Accessibilité").click()
    page.go_back()
    expect(page.locator("#champ-echelon")).to_have_value("3")


@pytest.mark.parametrize("width", [390, 1280])
def test_one_question_at_a_time(browse, width):
    page = browse("/simulateurs/traitement_brut", width=width)
    page.get_by_role("link", name="Une question à la fois").click()
    answers = {"champ-echelon": "3", "champ-quotite": "62"}
    for _ in answers:
        assert violations(page) == []
        box = page.locator("#simulateur .panel input[type=text]")
        box.fill(answers[box.get_attribute("id")])
        box.press("Enter")
    expect(result(page)).to_contain_text("1159,81")
    expect(result(page)).to_be_focused()
    assert violations(page) == []
    page.get_by_role("button", name="Modifier : Échelon").click()
    page.locator("#champ-echelon").fill("4")
    page.get_by_role("button", name="Continuer").click()
    expect(result(page)).to_contain_text("1175,07")


def test_everything_works_without_a_script(browse):
    page = browse("/simulateurs/registre_maladie", width=390, script=False)
    page.locator("[name=arrets-0-premier_jour]").fill("2 mars 2026")
    page.locator("[name=arrets-0-dernier_jour]").fill("4 mars 2026")
    page.get_by_role("button", name="Ajouter : arrêt").click()
    expect(page.locator("[name=arrets-1-premier_jour]")).to_be_visible()
    expect(page.locator("[name=arrets-0-premier_jour]")).to_have_value("2 mars 2026")
    page.locator("[name=date_debut_services]").fill("1er septembre 2022")
    page.locator("[name=date_debut_services]").press("Enter")
    expect(result(page)).to_contain_text("3 jours")
    expect(page.locator("[data-link]")).not_to_be_visible()


def test_my_year_is_drawn(browse):
    page = browse("/simulateurs/mon-annee", width=390)
    page.get_by_text("CDD", exact=True).click()
    for name, value in (
        ("aujourdhui", "1er janvier 2027"),
        ("debut", "1er septembre 2024"),
        ("dernier_jour_cdd", "31 août 2027"),
        ("date_entree_echelon", "1er septembre 2024"),
    ):
        page.locator(f"#champ-{name}").fill(value)
    page.get_by_role("button", name="Dessiner mon année").click()
    expect(page.locator("#reponse")).to_be_focused()
    expect(page.locator(".timeline-list li").first).to_contain_text("31 mai 2027")
    assert violations(page) == []
    assert overflow(page) == []


def test_the_page_is_light_and_quick(browse):
    page = browse("/simulateurs/registre_maladie")
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter((e) => e.name.endsWith('.js')).map((e) => e.decodedBodySize)"
    )
    assert 0 < sum(sizes) < 30_000
    usable = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert usable < 3000
