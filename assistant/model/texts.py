"""What users read about the language model. No sentence holds a figure: figures come from quotes and calculations."""

from __future__ import annotations

from urllib.parse import urlsplit

from assistant.model.options import is_configured
from assistant.settings import Settings

PAUSED = "le modèle vient d'échouer plusieurs fois et n'est pas rappelé pour l'instant"
SLOW = "le modèle a mis trop longtemps à répondre"
DOWN = "le modèle est injoignable ou en panne"
CUT = "la réponse du modèle s'est interrompue"
QUOTA = "le quota du modèle est atteint"
KEY = "la clé du modèle est refusée"
UNKNOWN = "le serveur ne connaît pas ce modèle"
NONSENSE = "le modèle a répondu quelque chose d'illisible"
EMPTY = "le modèle n'a rien répondu"
FAILED_CHECKS = "ce que le modèle a écrit n'a pas passé les vérifications"
NO_ANSWER = "le modèle n'a pas trouvé la réponse dans les extraits"
REFUSED = "le serveur refuse la forme de la demande"
LITTLE_LEFT = "trop peu de ce que le modèle a écrit a passé les vérifications"

FALLBACK_NOTE = "Réponse composée sans le modèle de langage : {reason}."
WRITTEN_NOTE = (
    "Le début de cette réponse est rédigé par un modèle de langage à partir des sources citées ; chaque phrase a été "
    "vérifiée contre la source qu'elle cite, et le détail qui suit vient des sources mêmes."
)
NOTE_TITLE = "Rédaction"
SOURCE_TITLE = "Ce que dit la source"

NOTICE = (
    "Un modèle de langage est branché : le texte de votre question, des extraits des guides et les résultats des "
    "calculs sont envoyés à {where}. Avant l'envoi, sont masqués : les noms que votre phrase annonce (« je "
    "m'appelle », « Mme »), les téléphones, les adresses de courriel et postales, le NUMEN, le numéro de sécurité "
    "sociale et l'IBAN. Un nom que rien n'annonce n'est pas reconnu : n'en écrivez pas."
)
LOCAL = "un programme de cette machine ({host})"
REMOTE = "un serveur extérieur ({host})"
NO_MODEL = "Aucun modèle de langage n'est branché : rien de ce que vous écrivez ne quitte ce serveur."
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def notice_of(settings: Settings) -> str:
    """Return what is to be said before a question leaves for a model, "" when none is configured."""
    return notice(settings.model_base_url) if is_configured(settings) else ""


def notice(base_url: str) -> str:
    """Return what is said of where the text goes; `base_url` is the endpoint, empty when there is none."""
    if not base_url:
        return NO_MODEL
    host = urlsplit(base_url).hostname or base_url
    return NOTICE.format(where=(LOCAL if host in _LOOPBACK else REMOTE).format(host=host))
