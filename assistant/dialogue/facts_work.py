"""Working time and place: hours a week, quotité, weeks of the contract, échelon, éducation prioritaire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.dialogue.fact import Fact, alone, parsed
from assistant.language.numerals import WORDS, number
from assistant.rules.parsing import parse_echelon, parse_hours, parse_percent

_HOUR = 60
_LEAST, _MOST = 5 * _HOUR, 45 * _HOUR
_WEEKS = range(30, 53)
_HOURS = re.compile(rf"\b(\d{{1,2}}(?:[.,]\d)?|{WORDS}) ?(?:h|heures?|hrs?)(?:\b|(?=\d)) ?([0-5]\d\b)?")
# Une heure de la journée, un délai ou un compte d'heures n'est pas un horaire hebdomadaire.
_NOT_WEEKLY = re.compile(
    r"(?:\bsous|\bavant|\bdans les|delais? de|prevenir|previens|moins de|plus de|\bvers|\bjusqu'a|\bentre|\bfait|"
    r"finit a|commence a|"
    r"convoque\w* a|entretien a|_ a|\bdes|\bde \d{1,2} ?h? ?a|passer a|passe a|augmenter a|descendre a)\s*$"
)
_THEN = re.compile(
    r"^ ?(?:avant\b|a l'avance|apres\b|pour (?:envoyer|declarer|transmettre|prevenir|donner)|de (?:plus|formation|"
    r"greve|reunion|"
    r"presence|route)|d'(?:absence|arret|information)|en (?:plus|trop|moins)|sup\b|supp?lementaires?|connexes?|"
    r"faites|par (?:jour|mois|an)\b|"
    r"du (?:matin|soir)|le (?:matin|soir)|-|–|(?:a|et) \d{1,2} ?h|au lieu|restantes?)"
)
_CLOCK_BEFORE = re.compile(r"(?:\d ?h ?\d{0,2} ?(?:a|et|-|–)|-|–) ?$")
_APPOINTMENT = re.compile(r"(?:entretien|rendez-vous|rdv|reunion|convoque\w*)[^,;.?]{0,25}\ba $")
_PERCENT = re.compile(rf"\b(\d{{1,3}}(?:[.,]\d{{1,2}})?|{WORDS}) ?(?:%|pour ?cent|pct)")
_PART_OF = re.compile(
    r"^ (?:de (?:l'abonnement|mon abonnement|mon trajet)|du prix|du (?:traitement|salaire))|^ d'augment"
)
_FULL = re.compile(r"\btemps? (?:plein|complet)\b|\bplein temps\b")
_HALF = re.compile(r"\bmi[- ]temps\b(?! ?therapeutique)")
_CONTRACT_WEEKS = re.compile(r"\b(\d{2}) semaines\b")
_ECHELON = re.compile(
    rf"\bechelons? (?:n[°o] ?)?(\d{{1,2}}|{WORDS})\b|\bech\.? ?(\d{{1,2}})\b|\b(\d{{1,2}})(?:er|e|eme|nd|"
    rf"nde)? echelon\b"
)
_RANKED = re.compile(
    r"\b(premier|deuxieme|second|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|"
    r"onzieme) echelon\b"
)
_RANKS = "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme".split()
_AT = re.compile(r"\b(?:suis|est|passee?) au (\d{1,2})(?:e|eme|er)\b")
_NEXT = re.compile(
    r"(?:prochain|suivant|vers l'|(?:quand|date|avant|pour)(?: j'aurai| je passe| aurai-je)?(?: a)? l'|"
    r"\bmonte\w*(?: a l'| au)?|"
    r"\bpasse(?:rai|r)?(?: a l'| au)?|avoir l'|quelle date l'|bout pour l') ?$"
)
_REP_PLUS = re.compile(r"\brep ?\+|\brep plus\b|\brep renforce")
_REP = re.compile(r"\brep\b(?! ?\+| plus)")


def work_facts(plain: str) -> Iterator[Fact]:
    """Yield the facts on working time of a folded sentence."""
    yield from alone(list(_hours(plain)))
    yield from alone(list(_quotite(plain)))
    yield from alone(list(_echelons(plain)))
    for match in _CONTRACT_WEEKS.finditer(plain):
        if int(match[1]) in _WEEKS:
            yield Fact("semaines", int(match[1]), match[0])
    if plus := _REP_PLUS.search(plain):
        yield Fact("zone", "rep_renforce", plus[0])
    elif simple := _REP.search(plain):
        yield Fact("zone", "rep_simple", simple[0])


def _hours(plain: str) -> Iterator[Fact]:
    for match in _HOURS.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        count = match[1] if match[1][0].isdigit() else str(number(match[1]))
        value = parsed(parse_hours, f"{count} h {match[2]}" if match[2] else f"{count} h")
        told_else = _NOT_WEEKLY.search(before) or _THEN.search(after) or _CLOCK_BEFORE.search(before)
        if value is not None and _LEAST <= value <= _MOST and not told_else and not _APPOINTMENT.search(before):
            yield Fact("heures", value, match[0].strip())


def _quotite(plain: str) -> Iterator[Fact]:
    for match in _PERCENT.finditer(plain):
        count = match[1] if match[1][0].isdigit() else str(number(match[1]))
        value = parsed(parse_percent, f"{count} %")
        if value is not None and 1 <= value <= 100 and not _PART_OF.search(plain[match.end() :]):
            yield Fact("quotite", value, match[0])
    if (full := _FULL.search(plain)) and "incomplet" not in plain:
        yield Fact("quotite", Decimal(100), full[0])
    if half := _HALF.search(plain):
        yield Fact("quotite", Decimal(50), half[0])


def _echelons(plain: str) -> Iterator[Fact]:
    for match in _ECHELON.finditer(plain):
        written = match[1] or match[2] or match[3]
        count = written if written.isdigit() else str(number(written))
        value = parsed(parse_echelon, count)
        if value is not None and not _NEXT.search(plain[: match.start()]):
            yield Fact("echelon", value, match[0])
    for match in _RANKED.finditer(plain):
        rank = 2 if match[1] == "second" else _RANKS.index(match[1]) + 1
        if not _NEXT.search(plain[: match.start()]):
            yield Fact("echelon", rank, match[0])
    if "echelon" in plain and (standing := _AT.search(plain)):
        yield Fact("echelon", int(standing[1]), standing[0])
