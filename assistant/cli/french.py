"""French for the sentences of the command-line library, which asks gettext for them."""

from __future__ import annotations

import gettext

_SENTENCES = {
    "Usage:": "Utilisation :",
    "Usage: ": "Utilisation : ",
    "Options": "Options",
    "Arguments": "Arguments",
    "Commands": "Commandes",
    "Error: {message}": "Erreur : {message}",
    "Show this message and exit.": "Montre cette aide.",
    "Missing command.": "Il manque une commande.",
    "No such command {name!r}.": "Commande inconnue : {name!r}.",
    "No such option: {name}": "Option inconnue : {name}.",
    "Missing parameter: {param_name}": "Il manque : {param_name}.",
    "Missing {param_type}": "Il manque : {param_type}",
    "Missing argument": "Il manque l'argument",
    "Missing option": "Il manque l'option",
    "Missing parameter": "Il manque le paramètre",
    "argument": "argument",
    "option": "option",
    "Invalid value: {message}": "Valeur incorrecte : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur incorrecte pour {param_hint} : {message}",
    "{value!r} is not a valid {number_type}.": "{value!r} n'est pas un nombre entier.",
    "Option {name!r} requires an argument.": "L'option {name!r} demande une valeur.",
    "Try '{command} {option}' for help.": "Essayez « {command} {option} » pour l'aide.",
    "required": "obligatoire",
    "default: {default}": "par défaut : {default}",
    "Got unexpected extra argument ({args})": "Argument en trop : {args}",
    "Got unexpected extra arguments ({args})": "Arguments en trop : {args}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} n'existe pas.",
}


class _French(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return _SENTENCES.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def in_french() -> None:
    """Answer gettext's default domain in French from here on."""
    french = _French()
    gettext.dgettext = lambda domain, message: french.gettext(message)
    gettext.dngettext = lambda domain, msgid1, msgid2, n: french.ngettext(msgid1, msgid2, n)
