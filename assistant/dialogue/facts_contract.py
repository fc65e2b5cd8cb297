"""Contract and lengths: CDD or CDI, trial period, seniority, how long a contract, a leave or an absence lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.dialogue.fact import Fact, alone, parsed
from assistant.language.numerals import NUMBER
from assistant.rules.parsing import Duration, parse_duration

_CDI = re.compile(r"\bc\.?d\.?i\b\.?|\b(?:contrat a )?duree indeterminee")
_CDD = re.compile(r"\bc\.?d\.?d\b\.?|\b(?:contrat a )?duree determinee")
# « quand le CDI », « passer en CDI », « avoir un CDI » : le CDI est demandé, on ne l'a pas.
_WANTED = re.compile(
    r"(?:\bpass\w+(?: en| au| directement en| du cdd au)?|bascul\w+(?: en)?|\baur\w+(?: un| le| mon)?|"
    r"\bavoir(?: un| le| mon)?|"
    r"obt\w+(?: un| le| mon)?|\bdroit (?:a|au|a un)|\ble|\bun|\bau|\bdu|\bdes|sign\w+(?: un| mon)?|"
    r"propos\w+(?: un| le)?|"
    r"refus\w+(?: le| mon| un)?|deven\w+(?: en)?|transform\w+(?: en)?|titularis\w+(?: en)?|\bvers (?:un|le)|"
    r"\bou(?: en)?|"
    r"avant (?:le|un|mon)|pour (?:le|un|mon))\s*$"
)
_HELD = re.compile(r"(?:c'est|\bj'ai|\bai|\best sur|\bsuis sur|\bsuis deja sur|\bsous) (?:deja )?(?:un|le|mon)\s*$")
_ALTERNATIVE = re.compile(r"^ (?:ou|et|/) (?:en |un )?(?:cdi|cdd)")
_TRIAL = re.compile(
    r"\b(?:ma|sa|mon|leur|votre|en|pendant (?:la|ma|sa)|dans (?:ma|sa)|encore en|durant (?:la|ma|sa)|"
    r"par) (?:fin de )?periode d'?\s?essai|"
    r"\ba l'essai\b"
)
_UNIT = r"(?:ans?|annees?|mois|semaines?|jours?|j)\b"
_LENGTH = re.compile(
    rf"\b{NUMBER} ?{_UNIT}(?:(?: et|,)? {NUMBER} ?mois\b)?(?: et demie?\b| 1/2)?(?: pile| tout juste)?"
)
_AFTER_SERVICE = re.compile(
    r"^[ ,]*(?:d'|de |dans |en )?(?:mon |ma |le |la )?(?:anciennete|services?\b|boite|experience|metier|maison|"
    r"poste|boulot|travail\b|"
    r"carriere|aesh\b|avs\b)|^ (?:que|et) je (?:suis|travaille|bosse)|^ comme aesh"
)
_NAMED_SERVICE = re.compile(r"^ (?:d'|de )(?:anciennete|services?\b|experience|contrats?\b|metier|maison)")
_BEFORE_SERVICE = re.compile(
    r"(?:anciennete(?: de| :| est de)?|depuis(?: il)?(?: y a)?|\bca fait|\bservices? de|(?:travaille|bosse\w*|"
    r"exerce\w*)(?: depuis| pendant)?|"
    r"aesh(?: depuis| pendant)?|licencie\w* apres|apres|avec|demissionne\w* apres|\bon a|\bj'ai)\s*$"
)
_WEAK_SERVICE = re.compile(r"(?:\bavec|\bon a|\bj'ai|\bapres)\s*$")
_NOT_SERVICE = re.compile(
    r"(?:echelon[^,;.]{0,25}|arret\w*|malad\w*|suspen\w*|enceinte|therapeutique|conge|exclu\w*|\bau|"
    r"_) ?(?:_* ?)?(?:depuis)?\s*$"
)
_TERM = re.compile(r"(?:\bcdd|contrats?)(?: d'aesh| actuel| initial)? (?:d'|de |sur |pour )?$")
_SICK = re.compile(r"arret\w*(?: de travail| maladie)?(?: de| d'| pour| pendant)? ?$")
_EXCLUDED = re.compile(
    r"exclu\w*(?: temporaire\w*)?(?: de fonctions?)?(?: pendant| pour| de| d')? ?$|suspendre ?$|virer ?$"
)
_LEAVE = re.compile(
    r"(?:conges?|solde|dispo\w*|parental|formation|aidant|naissance|personnelles?|perso|familiale?|conjoint|"
    r"entreprise|arreter[^?]{0,40})"
    r"(?: de| d'| pendant| pour| pdt)? ?$|\b(?:ans|aidant|conge[^,;?]{0,30}|elever[^,;?]{0,30}) pendant ?$|"
    r"aidant\w* familial ?$"
)
_AFTER_LEAVE = re.compile(r"^ (?:de |d')(?:conge|dispo\w*)")
_ALMOST = re.compile(r"(?:moins de|presque|pas encore|bientot|pas tout a fait|environ|a peu pres)\s*$")
_AGE_OF = re.compile(
    r"\b(?:fils|filles?|enfants?|gosses?|gamine?s?|bebe|petite?|collegue|adherente?)\b[^,;.?!\d]{0,25}$"
)


def contract_facts(plain: str) -> Iterator[Fact]:
    """Yield the facts on the contract and the lengths of a folded sentence."""
    yield from _contract(plain)
    if match := _TRIAL.search(plain):
        yield Fact("periode_essai", True, match[0])
    lengths: dict[str, list[Fact]] = {}
    for fact in _lengths(plain):
        lengths.setdefault(fact.key, []).append(fact)
    for found in lengths.values():
        yield from alone(found)


def _contract(plain: str) -> Iterator[Fact]:
    found = []
    for key, pattern in (("cdi", _CDI), ("cdd", _CDD)):
        for match in pattern.finditer(plain):
            before = plain[: match.start()]
            wanted = key == "cdi" and _WANTED.search(before) and not _HELD.search(before)
            choice = _ALTERNATIVE.search(plain[match.end() :]) or before.rstrip().endswith(" ou en")
            if not wanted and not choice:
                found.append(Fact("contrat", key, match[0]))
    yield from alone(found)


def _lengths(plain: str) -> Iterator[Fact]:
    for match in _LENGTH.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        value = _duration(match[0])
        key = _length_key(before, after, value) if value else ""
        if value and key:
            yield Fact(key, value, match[0])


def _duration(written: str) -> Duration | None:
    text = re.sub(r" (?:pile|tout juste)$", "", written).replace(" 1/2", " et demi").replace(",", " ")
    return parsed(parse_duration, re.sub(r"(?<=\d) ?j$", " jours", text))


def _length_key(before: str, after: str, value: Duration) -> str:
    """Return which fact a length is, "" when the words around do not tell."""
    if _AGE_OF.search(before) and not _NAMED_SERVICE.search(after):
        return ""
    named = (
        ("duree_exclusion", _EXCLUDED.search(before) or re.match(r"^ (?:d'|\()exclu", after)),
        ("duree_arret", _SICK.search(before) or re.match(r"^ d'arret", after)),
        ("duree_cdd", _TERM.search(before)),
        ("", value.days),
        ("", re.match(r"^ de conge (?:de )?(?:grave|maladie)", after)),
        ("duree_conge", _LEAVE.search(before) or _AFTER_LEAVE.search(after)),
        ("anciennete", _is_service(before, after, value)),
    )
    return next((key for key, told in named if told), "")


def _is_service(before: str, after: str, value: Duration) -> bool:
    if _ALMOST.search(before):
        return False
    if _AFTER_SERVICE.search(after):
        return True
    if _NOT_SERVICE.search(before) or not _BEFORE_SERVICE.search(before):
        return False
    if _WEAK_SERVICE.search(before):
        return bool(value.years and value.months) or bool(
            re.search(r"licenci\w*[^?]{0,60}apres\s*$|demission\w*[^?]{0,60}apres\s*$", before)
        )
    return True
