"""Where names of people stand in a text: told by what announces them, or by a usual first name with its capital."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

Check = Callable[[str], bool]
HERE = Path(__file__).parent
TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?|\n|[^\s\w]|\d+")
ELISION = re.compile(r"^(?:qu|[jldmstnc])['’](?=\w)", re.IGNORECASE)
MOST_WORDS = 5

TITLES = frozenset(
    "mme mlle mr m. mm. mmes madame mademoiselle monsieur messieurs mesdames dr dr. docteur me maître maitre "
    "pr pr. professeur".split()
)
TELLS = frozenset("appelle appel appele apelle nomme prénomme prenomme jmappelle jmapelle mappelle".split())
LABELS = frozenset("nom prénom prenom noms prénoms prenoms".split())
KIN = frozenset(
    "collègue collegue collègues adhérent adherent adhérente adherente fils fille mari femme conjoint "
    "conjointe compagnon compagne enfant élève eleve élèves eleves principal principale proviseur proviseure "
    "directeur directrice coordonnateur coordonnatrice coordinatrice référent référente enseignant "
    "enseignante maîtresse maitresse maître inspecteur inspectrice secrétaire infirmière infirmier "
    "psychologue médecin gestionnaire copine copain amie ami soeur sœur frère frere petit petite jeune garçon "
    "gamin gamine aesh nommé nommée nomme prénommé prénommée prenomme signé signée signe".split()
)
FOLLOWS = frozenset("accompagne accompagnais accompagné aide suis suivais garde remplace ici contacter voir".split())
CLOSINGS = frozenset(
    "cordialement salutations cdlt cdt bien amicalement merci respectueusement sincèrement sincerement bonne".split()
)
PARTICLES = frozenset(
    "de du des d la le les l van den der von ben bel bin el al da dos di del san saint sainte mac mc".split()
)
LINKS = frozenset(': , ( « " “ est s se'.split())
NEVER = frozenset(
    "aesh aed avs atsem cdd cdi pial pas ulis rep ime segpa dsden mdph cpam mgen inm asa cmo cgm clm cld rqth "
    "sft cpf ccp cap csa snes fsu cgt fo se unsa sud cfdt eple bts bac caf rsa psy dasen ien drh rh cse chsct "
    "upe upi ash je j il elle on nous vous et mais que qui quel quelle quels quelles comment combien quand "
    "pourquoi est dois peut puis ai a le la les un une mon ma mes en france paris lyon marseille toulouse "
    "nice nantes lille bordeaux rennes académie rectorat état etat éducation nationale ministère république "
    "école collège lycée bonjour bonsoir merci cordialement cher chère madame monsieur dans pour avec sans "
    "sur sous par ce cette ces se si non oui au aux du des de suis sera fait quoi où ou".split()
)
"""Words that are no name even with a capital, whatever announces them."""
ROLES = frozenset(
    "principal principale proviseur proviseure directeur directrice inspecteur inspectrice recteur rectrice "
    "gestionnaire coordonnateur coordonnatrice coordinatrice cpe chef cheffe adjoint adjointe maire président "
    "présidente préfet secrétaire enseignant enseignante professeur référent référente médecin infirmière "
    "infirmier psychologue ministre dasen ien et ou".split()
)
PLACES = frozenset("école ecole collège college lycée lycee maternelle groupe rue avenue place stade gymnase".split())
AMBIGUOUS = frozenset(
    "ange claude dominique camille lou charlie victoire ariane diane océane justine clémence harmonie alix "
    "prudence constance blanche rose marguerite martin".split()
)
"""First names that are words too: known by what announces them alone."""


@dataclass(frozen=True)
class Token:
    """A word of the text, where it stands, and its small letters without the elided article before it."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """Return the word in small letters."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Tell whether it is a word."""
        return self.text[:1].isalpha()


def spans(text: str) -> list[tuple[int, int]]:
    """Return where names stand in `text`, in order, without overlaps."""
    tokens = list(_tokens(text))
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(tokens):
        first, last = _name_at(tokens, place)
        if last > first:
            found.append((tokens[first].start, tokens[last - 1].end))
            place = last
        else:
            place += 1
    return found


def _tokens(text: str) -> Iterator[Token]:
    for match in TOKEN.finditer(text):
        start, word = match.start(), match[0]
        if elided := ELISION.match(word):
            start, word = start + elided.end(), word[elided.end() :]
        if word.endswith(".") and word.lower() not in TITLES:
            yield Token(start, match.end() - 1, word[:-1])
            yield Token(match.end() - 1, match.end(), ".")
        else:
            yield Token(start, match.end(), word)


def _name_at(tokens: list[Token], place: int) -> tuple[int, int]:
    """Return the first and the last (excluded) token of the name that begins at `place` or is announced there."""
    token = tokens[place]
    low = token.low
    if low in TITLES and (low != "me" or token.text == "Me"):
        return _collected(tokens, place + 1, small=_after_title)
    if low in TELLS or (low in LABELS and _is_label(tokens, place)):
        small = _unknown if low in TELLS else _after_title
        return _collected(tokens, _skipped(tokens, place + 1), small=small)
    if low in KIN or low in FOLLOWS:
        return _collected(tokens, _skipped(tokens, place + 1), small=_unknown, strong=False)
    if low in CLOSINGS or low == ",":
        return _signature(tokens, place) if low in CLOSINGS else _apposed(tokens, place)
    usual = token.capital and _is_first_name(low) and low not in AMBIGUOUS and low not in NEVER
    if not usual or (place and tokens[place - 1].low in PLACES):
        return place, place
    return _collected(tokens, place, small=_never, strong=False)


def _apposed(tokens: list[Token], place: int) -> tuple[int, int]:
    """« la coordinatrice du PIAL, Perrine Quéré, … »: between commas, two words with capitals that are no words."""
    first, last = _collected(tokens, place + 1, small=_never, strong=False)
    apposed = last - first > 1 and (last == len(tokens) or tokens[last].low in {",", "."})
    return (first, last) if apposed else (place, place)


def _skipped(tokens: list[Token], place: int) -> int:
    """Pass over what may stand between the announcement and the name."""
    skipped = 0
    while place < len(tokens) and skipped < 3 and tokens[place].low in LINKS:
        place, skipped = place + 1, skipped + 1
    return place


def _is_label(tokens: list[Token], place: int) -> bool:
    """« Nom : », « mon nom est », « mon nom de famille est »."""
    after = [t.low for t in tokens[place + 1 : place + 4]]
    return bool(after) and (after[0] in {":", "est"} or after[:2] == ["de", "famille"])


def _collected(tokens: list[Token], place: int, small: Check, strong: bool = True) -> tuple[int, int]:
    """Return the tokens of the name that begins at `place`, first and last (excluded); nothing when none fits.

    A name is made of words with a capital, of particles, and of the small words that `small` takes for names. After a
    weak announcement a capital alone is not enough for the first of them.
    """
    first, last, kept, held = place, place, 0, 0
    in_small = False
    while place < len(tokens) and kept + held < MOST_WORDS:
        token = tokens[place]
        if not token.is_word:
            break
        if token.low in PARTICLES and _leads_to_name(tokens, place + 1, small, strong or kept > 0):
            held, place = held + 1, place + 1
            continue
        if not _fits(token, small, strong, kept, in_small):
            break
        in_small = in_small or not token.capital
        kept, place = kept + 1, place + 1
        last = place
    return (first, last) if kept else (first, first)


def _leads_to_name(tokens: list[Token], place: int, small: Check, begun: bool) -> bool:
    """A particle belongs to a name when a capital follows it, perhaps after another particle."""
    after = tokens[place : place + 2]
    if after and after[0].low in PARTICLES:
        after = after[1:]
    if not after or not after[0].is_word:
        return False
    word = after[0]
    if word.capital:
        return word.low not in NEVER and word.low not in ROLES and (begun or not _is_common(word.low))
    return begun and small(word.low) and not _is_common(word.low) and word.low not in ROLES


def _fits(token: Token, small: Check, strong: bool, kept: int, in_small: bool) -> bool:
    low = token.low
    if low in NEVER or low in ROLES:
        return False
    if token.capital and not in_small:
        return strong or kept > 0 or not _is_common(low)
    if kept and not in_small:
        return False
    return small(low) and (not kept or not _is_common(low))


def _signature(tokens: list[Token], place: int) -> tuple[int, int]:
    """A name alone on its line after the last greeting, or after « Cordialement, »."""
    rest = place + 1
    while rest < len(tokens) and rest - place < 5 and tokens[rest].low not in {",", "\n", "."}:
        rest += 1
    while rest < len(tokens) and tokens[rest].low in {",", "\n", ".", "!"}:
        rest += 1
    first, last = _collected(tokens, rest, small=_is_first_name)
    alone = last >= len(tokens) or tokens[last].low in {"\n", ",", ".", "-"}
    return (first, last) if last > first and alone else (place, place)


def _never(low: str) -> bool:
    return False


def _unknown(low: str) -> bool:
    return len(low) > 2 and (not _is_common(low) or (_is_first_name(low) and low not in AMBIGUOUS))


def _after_title(low: str) -> bool:
    return len(low) > 1 and low not in ROLES and (not _is_common(low) or low in _surnames() or _is_first_name(low))


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    words = (HERE / "common_words.txt").read_text("utf-8").split()
    return frozenset(words) | frozenset(map(_plain, words))


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    names = (HERE / "first_names.txt").read_text("utf-8").split()
    return frozenset(names) | frozenset(map(_plain, names))


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    """Usual surnames that are words too: read as names in small letters after « mme » alone."""
    return frozenset(
        "petit blanc roux leroy marchand boulanger fournier meunier lefort legrand leblanc dubois dupont "
        "fontaine rivière moulin berger charpentier carpentier barbier garnier mercier chevalier royer "
        "rousseau guerin brun noir lebrun bonnet colin martin lambert gauthier perrin clement benoit gilbert "
        "olivier".split()
    )


def _is_common(low: str) -> bool:
    if "'" in low or "’" in low:
        return all(part in _common() or len(part) < 2 for part in re.split("['’]", low)[1:])
    return low in _common() and low not in _first_names()


def _is_first_name(low: str) -> bool:
    return low in _first_names() or ("-" in low and all(part in _first_names() for part in low.split("-")))
