"""The MCP server: the same questions and calculators, as tools of a language model's client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import FastAPI
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import JsonValue
from starlette.routing import BaseRoute

from assistant.index.errors import IndexStoreError
from assistant.rules.core.errors import SituationError
from assistant.rules.exports.text import as_text
from assistant.settings import Settings
from assistant.web.api import calls
from assistant.web.api.schema import Asked
from assistant.web.conversation import QuestionRefusedError
from assistant.web.provider import AssistantProvider, AssistantUnavailableError, explain

PREFIX = "/mcp"
INSTRUCTIONS = (
    "Droits des AESH (accompagnants des élèves en situation de handicap). Les chiffres et les dates viennent des "
    "citations et des calculs rendus : les recopier tels quels, ne jamais les recalculer, garder les citations."
)
REFUSED = (QuestionRefusedError, AssistantUnavailableError, calls.UnknownCalculatorError, SituationError)


def build_mcp(settings: Settings, provider: AssistantProvider) -> MCPServer[Any]:
    """Return the server, to be mounted at `PREFIX`. Its tools never raise: a refusal is a French sentence."""
    server: MCPServer[Any] = MCPServer("assistant-aesh", title="Assistant AESH", instructions=INSTRUCTIONS)

    @server.tool(title="Répondre à une question sur les droits des AESH")
    def repondre(question: str, questions_precedentes: list[str] | None = None) -> dict[str, Any] | str:
        """Répond en français, avec les citations et les calculs. Donner aussi les questions précédentes."""
        try:
            given = Asked(question=question, history=questions_precedentes or [])
            return calls.answered(settings, provider, given).model_dump(mode="json")
        except REFUSED as refusal:
            return str(refusal)
        except IndexStoreError as error:
            return explain(error)

    @server.tool(title="Lister les calculateurs")
    def lister_calculateurs() -> list[dict[str, str]]:
        """Donne l'identifiant, le titre et le public de chaque calculateur."""
        return [card.model_dump() for card in calls.cards()]

    @server.tool(title="Décrire les faits d'un calculateur")
    def decrire_calculateur(identifiant: str) -> dict[str, Any] | str:
        """Donne le schéma JSON des faits qu'un calculateur demande."""
        try:
            return calls.brief_schema(identifiant)
        except calls.UnknownCalculatorError as refusal:
            return str(refusal)

    @server.tool(title="Lancer un calcul")
    def calculer(identifiant: str, faits: dict[str, JsonValue]) -> str:
        """Rend le résultat expliqué. Laisser absent tout fait inconnu : ne rien deviner."""
        try:
            return as_text(calls.calculated(identifiant, faits))
        except REFUSED as refusal:
            return str(refusal)

    return server


def mcp_routes(server: MCPServer[Any], settings: Settings) -> list[BaseRoute]:
    """Return the route of the server at `PREFIX`; on a loopback address, foreign `Host` headers are refused."""
    hosts = [f"{name}:*" for name in ("127.0.0.1", "localhost", "[::1]")]
    local = settings.host in {"127.0.0.1", "localhost", "::1"}
    security = TransportSecuritySettings(enable_dns_rebinding_protection=local, allowed_hosts=hosts)
    application = server.streamable_http_app(
        streamable_http_path=PREFIX, stateless_http=True, json_response=True, transport_security=security
    )
    return list(application.routes)


def lifespan_of(server: MCPServer[Any]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return the lifespan that keeps the server's sessions open while the application runs."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield

    return lifespan
