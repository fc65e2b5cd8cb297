import json

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.answer import Answer, Block, BlockKind, CaseFact, Citation, NextStep, Sentence, Status
from assistant.domain.calculation import Calculation, LegalSource, MissingFact, Supposed
from assistant.domain.corpus import Section
from assistant.rules.facts import registry
from assistant.rules.registry import find
from assistant.web import texts
from assistant.web.render import announcement, render, render_answer, render_failure, render_pending, replies
from assistant.web.sources import source_view
from tests.web.doubles import (
    FICHE_SECTION,
    HOSTILE,
    blocks_of,
    calculated,
    calculation,
    founded,
    needs_information,
    out_of_sources,
)

ALLOWED_TAGS = set(
    "div p article section aside details summary h2 h3 h4 ul ol li dl dt dd a button mark span strong "
    "form fieldset legend label input textarea".split()
)


def page_of(answer, question="Ma question ?", sections=None):
    known = {FICHE_SECTION.section_id: FICHE_SECTION, **(sections or {})}
    views = [source_view(c, known.get(c.section_id), None, "t1") for c in answer.citations]
    return BeautifulSoup(render_answer("t1", question, answer, views), "html.parser")


def hostile_answer(text=HOSTILE, status=Status.CALCULATED):
    """Every string that can hold anything holds `text`, at every depth."""
    citation = Citation(n=1, quote=text, **dict.fromkeys(
        ("source_id", "section_id", "title", "publisher", "date", "section", "page", "url", "fiche_id"), text
    ))  # fmt: skip
    spoiled = json.loads(calculation().model_dump_json(), object_hook=lambda node: spoil(node, text))
    question = MissingFact(field=text, question=text, help=text, example=text, choices=((text, text),))
    return Answer(
        status=status,
        blocks=(
            Block(kind=BlockKind.DIRECT, sentences=(Sentence(text=text, cites=(1,)), Sentence(text=text, item=True))),
            Block(kind=BlockKind.EXPLAIN, sentences=(Sentence(text=text),), title=text, folded=True),
        ),
        case=[CaseFact(key=text, label=text, shown=text, written=text)],
        next_steps=(NextStep(kind="question", label=text, value=text),),
        citations=[citation],
        calculations=[Calculation.model_validate(spoiled)],
        questions=[question],
    )


def spoil(node, text):
    kept = {"outcome", "in_force_since", "by"}
    return {k: _spoiled(v, text) if k not in kept else v for k, v in node.items()}


def _spoiled(value, text):
    if isinstance(value, str):
        return text
    if isinstance(value, list):
        return [_spoiled(item, text) for item in value]
    return value


def assert_inert(soup):
    for tag in soup.find_all(True):
        assert tag.name in ALLOWED_TAGS, tag.name
        assert not [name for name in tag.attrs if name.startswith("on") or name in {"style", "srcdoc", "src"}]
        assert tag.get("href", "#").startswith(("#", "https://", "http://", "/simulateurs/", "/documents/"))


def test_hostile_strings_are_shown_and_do_nothing():
    section = Section(section_id=HOSTILE, source_id=HOSTILE, text=f"avant {HOSTILE} après")
    soup = page_of(hostile_answer(), HOSTILE, {HOSTILE: section})
    assert_inert(soup)
    shown = soup.get_text()
    assert shown.count("<script>alert(1)</script>") >= 25
    assert soup.select_one("mark").get_text() == HOSTILE


@settings(max_examples=30, deadline=None)
@given(
    st.text(min_size=1, max_size=40).map(lambda t: t + HOSTILE),
    st.sampled_from([s for s in Status if s is not Status.OUT_OF_SOURCES]),
)
def test_any_string_is_inert_wherever_it_stands(text, status):
    assert_inert(page_of(hostile_answer(text, status), text))


@pytest.mark.parametrize("make", [render_pending, lambda k, q: render_failure(k, q, HOSTILE)])
def test_hostile_questions_are_inert_while_pending_and_after_a_failure(make):
    soup = BeautifulSoup(make("t1", HOSTILE), "html.parser")
    assert_inert(soup)
    assert HOSTILE in soup.get_text()


def test_the_status_is_said_in_words_first():
    for answer in (founded(), calculated(), needs_information(), out_of_sources()):
        card = page_of(answer).select_one("article")
        assert card.find(True).get_text() == texts.STATUS_LABELS[answer.status]
        assert f"status-{answer.status.value}" in card["class"]


def test_the_short_answer_leads_and_the_rest_follows():
    soup = page_of(founded())
    assert soup.select_one(".lead").get_text().startswith("Le préavis d'une démission")
    assert len(soup.select(".prose-list li")) == 3
    assert len(soup.select(".lead")) == 1


def test_a_long_first_paragraph_is_not_set_in_bold():
    told = founded()
    long = told.model_copy(update={"blocks": blocks_of("En un mot, le préavis " * 12)})
    assert page_of(long).select_one(".lead.lead-long")
    short = told.model_copy(update={"blocks": (*blocks_of("Deux mois."), *told.blocks)})
    assert page_of(short).select_one(".lead:not(.lead-long)").get_text() == "Deux mois."


def test_every_mark_opens_a_source_that_is_there():
    soup = page_of(founded())
    marks = soup.select("a.mark-link")
    assert len(marks) == 6
    for mark in marks:
        assert soup.find(id=mark["data-source"]).name == "details"


def test_the_quote_is_highlighted_inside_its_whole_section():
    region = page_of(founded()).select_one("#t1-source-1 .section-text")
    assert region.get_text().replace("\u00a0", " ") == FICHE_SECTION.text
    assert region.mark.get_text().split() == founded().citations[0].quote.split()
    assert region["tabindex"] == "0"


def test_out_of_sources_has_no_source():
    soup = page_of(out_of_sources())
    assert not soup.select(".sources, .mark-link, mark")


def test_a_founded_answer_shows_no_next_step():
    assert not page_of(founded()).select(".next-steps")


@pytest.mark.parametrize(
    ("text", "article", "named"),
    [
        ("Décret n° 86-83", "46", "Décret n° 86-83, art. 46"),
        ("Code du travail", "L. 1225-16", "Code du travail, art. L. 1225-16"),
        ("Circulaire n° 2019-090", "2.7", "Circulaire n° 2019-090, partie 2.7"),
        ("Page du ministère", "Retraite", "Page du ministère, Retraite"),
        ("Loi n° 2019-828", "", "Loi n° 2019-828"),
    ],
)
def test_a_text_is_named_with_its_article_its_part_or_its_heading(text, article, named):
    assert LegalSource(source_id="x", text=text, article=article).named == named


def test_a_calculation_shows_its_values_steps_readings_and_sources():
    soup = page_of(calculated())
    shown = soup.select_one(".calculation").get_text(" ").replace("\u00a0", " ")
    for value in calculation().values:
        assert value.label in shown and value.shown in shown
    steps = soup.select_one("details.steps")
    assert not steps.has_attr("open")
    assert [s.get_text() for s in steps.select(".step-label")] == [s.label for s in calculation().steps]
    assert "au plus tard le 1er septembre 2026" in shown
    assert "Décret n° 86-83 du 17 janvier 1986" in shown
    assert soup.select_one(".kept").find_parent("li").get_text().startswith("8 mois")
    assert "1er septembre 2024" in shown


@pytest.mark.parametrize("outcome", ["missing_information", "not_concerned", "out_of_field"])
def test_every_outcome_of_a_calculator_is_shown(outcome):
    refused = Calculation(
        calculator="x", title="Préavis", outcome=outcome, reasons=("Contrat privé",), referral="Le conseil syndical"
    )
    answer = founded().model_copy(update={"calculations": [refused]})
    shown = page_of(answer).select_one(".calculation").get_text()
    assert texts.CALCULATION_KINDS[outcome] in shown
    assert "Contrat privé" in shown and "Le conseil syndical" in shown


def test_a_single_question_is_answered_by_its_choice_alone():
    buttons = page_of(needs_information()).select("button.choice")
    assert [b["data-ask"] for b in buttons] == ["CDD", "CDI", "Je ne sais pas"]


def test_with_several_questions_a_choice_says_which_one_it_answers():
    facts = [MissingFact(field=f, question=f"{f} ?", choices=(("o", "Oui"),)) for f in ("Temps plein", "En poste")]
    assert replies(facts) == {("Temps plein", "o"): "Temps plein ? Oui", ("En poste", "o"): "En poste ? Oui"}


def test_a_screen_reader_hears_the_status_and_the_short_answer():
    heard = announcement(founded())
    assert heard.startswith("Réponse tirée des sources. Le préavis")
    assert "[" not in heard


def test_the_conversation_template_holds_nothing_that_gradio_would_evaluate():
    template = render("conversation.html", {"developer": False})
    assert not [sign for sign in ("${", "{{", "`", "\\", "@children") if sign in template]


def test_every_source_in_the_answer_is_numbered_as_cited():
    assert [str(c.n) for c in founded().citations] == [n.get_text() for n in page_of(founded()).select(".number")]


def test_a_mark_behind_the_fold_opens_its_source_too():
    assert page_of(founded()).select_one(".more a.mark-link")["data-source"] == "t1-source-2"


def test_the_parts_of_an_answer_come_in_order():
    answer = needs_information().model_copy(
        update={
            "blocks": (
                *blocks_of("Vous pouvez être aidée.", BlockKind.HELP),
                *blocks_of("Vous demandez : mon préavis ?", BlockKind.UNDERSTOOD),
                *blocks_of("Deux mois."),
                *blocks_of("Pour votre cas : CDD ou CDI ?", BlockKind.MISSING),
                *blocks_of("La suite.", BlockKind.EXPLAIN, folded=True),
            ),
            "case": [CaseFact(key="quotite", label="Quotité", shown="62 %")],
            "next_steps": (NextStep(kind="question", label="Et après ?", value="Et après ?"),),
        }
    )
    soup = page_of(answer)
    shown = soup.select_one("article").get_text(" ")
    wanted = ("Quotité", "aidée", "Vous demandez", "Deux mois", "Êtes-vous en CDD", "Et après", "La suite")
    places = [shown.index(piece) for piece in wanted]
    assert places == sorted(places)
    assert "Pour votre cas" not in shown
    assert soup.select_one(".lead").get_text() == "Deux mois."
    assert soup.select_one("details.more:not([open])")


def test_a_supposed_fact_is_shown_and_can_be_corrected():
    told = {"date_debut_services": "1er septembre 2022", "date_reception_courrier": "1er octobre 2026"}
    taken = Supposed(field="date_reception_courrier", label="Lettre", value="2026-10-01", says="La lettre part.")
    run = find("preavis_demission").answer(told).model_copy(update={"supposed": (taken,)})
    soup = page_of(calculated().model_copy(update={"calculations": [run]}))
    fact = soup.select_one(".case-supposed")
    assert texts.CASE_SUPPOSED in fact.get_text()
    assert fact.select_one("form")["data-correct"] in registry()


def test_a_simulator_step_opens_it_with_the_facts_of_the_calculation():
    run = find("preavis_demission").answer({"date_debut_services": "1er septembre 2022"})
    step = NextStep(kind="simulator", label="Refaire", value="preavis_demission")
    soup = page_of(calculated().model_copy(update={"calculations": [run], "next_steps": (step,)}))
    assert soup.select_one("a.choice")["href"].startswith("/simulateurs/preavis_demission#")


def test_a_letter_step_shows_the_letter_and_offers_it_in_word():
    step = NextStep(kind="letter", label="Lettre de démission", value="demission")
    soup = page_of(founded().model_copy(update={"next_steps": (step,)}))
    assert "[à compléter : " in soup.select_one(".letter-text").get_text()
    assert soup.select_one("[data-letter]")["data-letter"] == "demission"


def test_sources_stand_under_their_document_with_section_and_first_words():
    soup = page_of(founded())
    titles = [title.get_text() for title in soup.select(".source-title")]
    assert titles[0].startswith("Démissionner") and len(titles) == 2
    assert "La démission" in soup.select_one(".source-name").get_text()
