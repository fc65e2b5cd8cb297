"""The `aesh` command and how its errors are told: one French sentence, never a traceback."""

from __future__ import annotations

import os
import sys
import tomllib

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assistant.cli import ask, calc, corpus, doctor, eval, index, password, search, serve
from assistant.cli.french import FrenchGroup, usage_error
from assistant.settings import LEAST_PASSWORD, SECRETS, UnknownSettingError

FAILED = 1
BAD_INPUT = 2

app = typer.Typer(
    name="aesh",
    cls=FrenchGroup,
    help="Assistant AESH : réponses citées, recherche dans les guides, calculs exacts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for face in (index, ask, search, serve, calc, corpus, eval, doctor, password):
    face.register(app)


def main() -> None:
    """Run the command line; exit codes: 0 done, 1 failed, 2 bad input, 3 done but some files are to be looked at."""
    try:
        raise SystemExit(app(standalone_mode=False) or 0)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ValidationError as error:
        _stop(_settings_message(error), BAD_INPUT)
    except (UnknownSettingError, FileNotFoundError, tomllib.TOMLDecodeError) as error:
        _stop(str(error), BAD_INPUT)
    except (KeyboardInterrupt, typer.Abort):
        _stop("Interrompu.", FAILED)
    except Exception as error:  # the last resort: no traceback reaches a user
        usage = hasattr(error, "format_message")
        _stop(usage_error(error) if usage else _told(error), BAD_INPUT if usage else FAILED)


def _settings_message(error: ValidationError) -> str:
    faults = [f"{_setting(e)} ({_value(e)})" for e in error.errors()]
    return f"Réglage incorrect : {', '.join(faults)}. Voyez la partie « Réglages » du README."


def _setting(error: ErrorDetails) -> str:
    return ".".join(map(str, error["loc"])) or "réglage"


def _value(error: ErrorDetails) -> str:
    """Return the value at fault; a secret never reaches a screen or a journal."""
    if _setting(error) in SECRETS:
        return f"valeur masquée ; {LEAST_PASSWORD} caractères au moins pour un mot de passe"
    return f"valeur « {error['input']} »"


def _told(error: Exception) -> str:
    """Return the message of an error of ours, or a sentence that names an unexpected one."""
    if type(error).__module__.startswith("assistant."):
        return str(error)
    return f"Erreur inattendue ({type(error).__name__} : {error}). Relancez ; si cela se répète, signalez-le."


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise SystemExit(code)
