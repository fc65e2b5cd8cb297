"""Every date from the convocation to the commission, on one line: those known, and the latest ones for the rest."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from pydantic import model_validator

from assistant.rules.core.calculator import Calculator
from assistant.rules.core.calendar import Territory
from assistant.rules.core.fields import FrDate
from assistant.rules.core.inputs import fact
from assistant.rules.core.outcome import Outcome
from assistant.rules.core.steps import Calcul
from assistant.rules.shared.delais import DelaiSituation, francs, months, territory_of

CHAIN = ("date_entretien", "date_notification", "date_reception_recours", "date_notification_reponse")


class CalendrierEntretien(DelaiSituation):
    """The acts of the procedure, from the interview to the rector's answer; the later ones may be unknown."""

    date_entretien: FrDate | None = fact("date_entretien")
    date_notification: FrDate | None = fact("date_notification_compte_rendu")
    date_reception_recours: FrDate | None = fact("date_reception_recours")
    date_notification_reponse: FrDate | None = fact("date_notification_reponse")

    @model_validator(mode="after")
    def _dates_follow(self) -> CalendrierEntretien:
        known = [name for name in CHAIN if getattr(self, name) is not None]
        for first, last in pairwise(known):
            self.check_order(first, last)
        return self


def compute(s: CalendrierEntretien, c: Calcul) -> Outcome:
    """Return the dates of the whole procedure; without a notification, the rest cannot be dated."""
    if not any(getattr(s, name) for name in CHAIN):
        c.need(s.date_entretien, "date_entretien")
    territory = territory_of(s, c)
    if s.date_entretien is not None:
        _convocation(c, s.date_entretien)
    request = _request(c, s, territory)
    answer = _answer(c, s, request, territory)
    _commission(c, s, answer, territory)
    c.cite("arrete-2014-06-27#5", "cgfp#R271-13")
    c.caveat("Le report d'un samedi, d'un dimanche ou d'un jour férié est appliqué : agissez avant le dernier jour.")
    return _summary(s, c)


def _convocation(c: Calcul, day: date) -> None:
    delay = c.parameter("entretien.convocation", on=day)
    c.shift(
        *("convocation_avant", "Dernier jour pour vous convoquer", day, delay),
        back=True,
        convention="le jour de l'entretien n'étant pas compté",
        publish=True,
    )
    c.value("date_entretien", "Entretien professionnel", day)
    c.todo("Vérifiez la convocation (date, heure, lieu) dès que vous la recevez.")


def _request(c: Calcul, s: CalendrierEntretien, territory: Territory) -> date | None:
    """Return the day of reception of the request: the one known, else the last one possible."""
    if s.date_notification is None:
        return s.date_reception_recours
    c.value("date_notification", "Notification du compte rendu", s.date_notification, calendar=False)
    delay = c.parameter("entretien.recours", on=s.date_notification)
    last = francs(c, "recours_avant", "Dernier jour pour demander la révision", s.date_notification, delay, territory)
    if s.date_reception_recours is not None:
        received = s.date_reception_recours
        if not c.check("recours_dans_le_delai", "Demande reçue dans le délai", received, "<=", last, publish=True):
            c.say("calendrier_entretien.request")
        return s.date_reception_recours
    c.hypothesis(
        "Demande de révision reçue le dernier jour : les dates qui suivent sont les plus tardives possibles."
    )
    c.todo("Envoyez au recteur la demande de révision, si vous contestez le compte rendu.", by=last)
    return last


def _answer(c: Calcul, s: CalendrierEntretien, request: date | None, territory: Territory) -> date | None:
    """Return the day of the answer: the one known, else the last one possible."""
    if request is None:
        return s.date_notification_reponse
    delay = c.parameter("entretien.reponse", on=request)
    label, sure = "Dernier jour pour la réponse du recteur", s.date_reception_recours is not None
    last = francs(c, "reponse_avant", label, request, delay, territory, sure=sure)
    if s.date_notification_reponse is not None:
        return s.date_notification_reponse
    c.hypothesis("Réponse notifiée le dernier jour ; sans réponse, le délai de la commission ne part pas.")
    return last


def _commission(c: Calcul, s: CalendrierEntretien, answer: date | None, territory: Territory) -> None:
    if answer is None:
        return
    delay = c.parameter("entretien.ccp", on=answer)
    label, sure = "Dernier jour pour saisir la commission paritaire", s.date_notification_reponse is not None
    _, last = months(c, "commission_avant", label, answer, delay, territory, sure=sure)
    if sure:
        c.todo("Saisissez la commission consultative paritaire, si la réponse ne vous convient pas.", by=last)
    else:
        c.todo("Dès que la réponse vous est notifiée, refaites le calcul : la date de la commission part de là.")


def _summary(s: CalendrierEntretien, c: Calcul) -> Outcome:
    said = []
    if s.date_entretien is not None:
        said.append("Entretien le {date_entretien} : convocation au plus tard le {convocation_avant}.")
    if s.date_notification is not None:
        said.append("Révision à demander au recteur jusqu'au {recours_avant} inclus.")
    if s.date_notification is None and s.date_reception_recours is None and s.date_notification_reponse is None:
        c.todo("Notez le jour où le compte rendu vous est notifié, et refaites le calcul : les délais partent de là.")
        said.append("Les délais de recours partiront de la notification du compte rendu.")
        return c.result(" ".join(said))
    return c.result(" ".join([*said, *_after_request(s)]))


def _after_request(s: CalendrierEntretien) -> list[str]:
    """Say the last two dates: firm when their event is known, else as the latest possible ones."""
    if s.date_notification_reponse is not None:
        return ["Commission paritaire à saisir jusqu'au {commission_avant} inclus."]
    if s.date_reception_recours is not None:
        return [
            "Réponse du recteur due au plus tard le {reponse_avant}.",
            "Si elle est notifiée ce jour-là, commission paritaire à saisir jusqu'au {commission_avant} ; plus tôt "
            "si la "
            "réponse vient plus tôt.",
        ]
    return [
        "Si chaque étape tombe le dernier jour : réponse du recteur le {reponse_avant}, commission paritaire "
        "jusqu'au "
        "{commission_avant} ; plus tôt si l'une d'elles vient plus tôt."
    ]


CALCULATOR = Calculator(
    "Calendrier de l'entretien et des recours",
    "AESH en CDD ou en CDI",
    CalendrierEntretien,
    compute,
    pivot="date_entretien",
)
