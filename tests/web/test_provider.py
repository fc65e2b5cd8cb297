import threading

import pytest

from assistant.index.errors import IndexMismatchError, IndexMissingError
from assistant.settings import Settings
from assistant.web import provider as module
from assistant.web import texts
from assistant.web.provider import AssistantProvider, AssistantUnavailableError
from tests.web.doubles import FakeAssistant


def failing(error):
    def make(settings):
        raise error

    return make


@pytest.mark.parametrize("error", [IndexMissingError("Aucun index."), IndexMismatchError("Index d'un autre modèle.")])
def test_an_absent_index_says_why_and_what_to_run(error):
    with pytest.raises(AssistantUnavailableError) as unavailable:
        AssistantProvider(Settings(), make=failing(error)).get()
    assert str(error) in str(unavailable.value)
    assert "make index" in str(unavailable.value)


def test_the_command_is_said_once():
    with pytest.raises(AssistantUnavailableError) as unavailable:
        AssistantProvider(Settings(), make=failing(IndexMissingError("Lancez « make index »."))).get()
    assert str(unavailable.value) == "Lancez « make index »."


def test_another_failure_keeps_its_details_for_the_log():
    with pytest.raises(AssistantUnavailableError) as unavailable:
        AssistantProvider(Settings(), make=failing(ImportError("torch"))).get()
    assert str(unavailable.value) == texts.NOT_READY


def test_the_assistant_is_built_once_for_all():
    made = []

    def make(settings):
        made.append(settings)
        return FakeAssistant()

    provider = AssistantProvider(Settings(), make=make)
    threads = [threading.Thread(target=provider.get) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert provider.state() == texts.HEALTH_READY


def test_an_index_made_meanwhile_is_found_without_a_restart(monkeypatch):
    outcomes = [IndexMissingError("Aucun index."), FakeAssistant()]

    def make(settings):
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    provider = AssistantProvider(Settings(), make=make)
    for _ in range(3):
        with pytest.raises(AssistantUnavailableError):
            provider.get()
    assert provider.state() == texts.HEALTH_FAILED
    monkeypatch.setattr(module, "RETRY_SECONDS", 0.0)
    assert isinstance(provider.get(), FakeAssistant)


def test_warming_up_never_raises():
    provider = AssistantProvider(Settings(), make=failing(IndexMissingError("Aucun index.")))
    assert provider.state() == texts.HEALTH_STARTING
    provider.warm_up().join(5)
    assert provider.state() == texts.HEALTH_FAILED
