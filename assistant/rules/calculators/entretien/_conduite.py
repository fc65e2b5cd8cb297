"""Who may conduct the interview: arrêté of 27 June 2014, article 1."""

from __future__ import annotations

from assistant.rules.calculators.entretien._points import QUI, Point

COMPETENT = {"ecole": ("ien",), "etablissement": ("chef_etablissement",), "les_deux": ("ien", "chef_etablissement")}
WHERE = {"ecole": "en école", "etablissement": "en collège ou en lycée"}
NAMES = {
    "chef_etablissement": "le chef d'établissement",
    "ien": "l'IEN",
    "directeur_ecole": "le directeur d'école",
    "enseignant": "un enseignant",
    "coordonnateur": "le coordonnateur",
    "aesh_referent": "un AESH référent",
    "pilote": "le pilote du PIAL",
    "autre": "une autre personne",
}
WHY = "seul le chef d'établissement conduit l'entretien, ou l'IEN compétent si vous exercez dans une école"
BEFORE = "demandez par écrit que l'entretien soit conduit par la personne compétente, et un report en attendant"


def conduct_point(who: str, place: str | None) -> Point:
    """Return the point to say about the person who conducts, as a verdict on this case."""
    title = f"entretien conduit par {NAMES[who]}"
    if who in ("chef_etablissement", "ien"):
        return _competent(title, who, place)
    if who == "pilote":
        why = (
            "conforme seulement si le pilote est lui-même votre chef d'établissement ou l'IEN ; une délégation est "
            "une "
            "pratique locale, que l'arrêté ne prévoit pas"
        )
        return Point("conduite", "conduit_par", title, _always, why, QUI, "pratique locale", "à discuter", BEFORE)
    why = WHY + " ; un enseignant peut être consulté (circulaire), pas conduire" if who == "enseignant" else WHY
    return Point("conduite", "conduit_par", title, _always, why, QUI, "règle", "irrégulier", BEFORE)


def _competent(title: str, who: str, place: str | None) -> Point:
    if place is not None and who not in COMPETENT[place]:
        title = f"{title} alors que vous exercez {WHERE[place]}"
        return Point("conduite", "conduit_par", title, _always, WHY, QUI, "règle", "irrégulier", BEFORE)
    return Point("conduite", "conduit_par", title, _never, WHY, QUI, "règle")


def _always(_: object) -> bool:
    return True


def _never(_: object) -> bool:
    return False
