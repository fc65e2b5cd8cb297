# Assistant AESH : « make » seul montre cette liste.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export GRADIO_ANALYTICS_ENABLED := False
export HF_HUB_OFFLINE := 1

.PHONY: train-reader proof proof-attacks proof-damages proof-files proof-questions proof-kills proof-api proof-load sbom audit help setup chat test check format lint types unit test-slow test-dialogue test-browser index eval eval-gate eval-sample voices bench corpus wording hooks lock screenshot clean

help: ## Montre cette liste
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(STAMP) ## Installe tout dans .venv, aux versions de requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || \
		{ echo "Il faut Python 3.11 : make setup PYTHON=/chemin/vers/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

chat: index ## Prépare tout, puis ouvre la page de discussion
	$(BIN)/aesh serve

index: setup ## Construit ou met à jour l'index (fiches et corpus/guides)
	@$(BIN)/aesh index || test $$? -eq 3

test: setup ## Installe tout, puis lance tous les tests (sauf navigateur et lents)
	$(BIN)/pytest -n 2 -m "not browser and not slow"

check: setup lint types unit ## Format, style, types et tests unitaires, en moins d'une minute

format: setup ## Met le code en forme
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: setup ## Vérifie la forme et le style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup ## Vérifie les types
	$(BIN)/mypy

unit: setup ## Tests unitaires seuls
	HYPOTHESIS_PROFILE=quick $(BIN)/pytest -q -n 2 -m "not browser and not slow and not guides"

test-slow: setup ## Tests longs (guides réels, arrêts brutaux) ; EVERY_CASE=1 : tous les cas
	$(BIN)/pytest -n 2 --dist loadgroup -m "slow and not browser"

test-dialogue: index ## Mesure la compréhension et les ordres cachés, puis teste le dialogue
	$(BIN)/python -m eval.understanding
	$(BIN)/python -m eval.injections
	$(BIN)/pytest -q tests/conversations

voices: setup ## Compte les voix par sorte, voix et manière, et cherche les doublons
	$(BIN)/python -m eval.voices

test-browser: setup ## Tests dans Chromium
	$(BIN)/pytest -m browser

eval: setup ## Mesure les réponses montrées, la recherche, les guides et la compréhension
	@$(BIN)/python -m eval.guides indexes/eval-guides
	@export AESH_INDEX_DIR=indexes/eval AESH_GUIDES_DIR=indexes/eval-guides; \
		$(BIN)/aesh index && $(BIN)/aesh eval

eval-gate: setup ## Échoue si un cas juste est perdu, un chiffre faux, ou une mesure en baisse
	@$(BIN)/python -m eval.guides indexes/eval-guides
	@export AESH_INDEX_DIR=indexes/eval AESH_GUIDES_DIR=indexes/eval-guides; \
		$(BIN)/aesh index && $(BIN)/aesh eval --gate --quick

eval-sample: setup ## Mesure la recherche sur les questions d'exemple de ../shared
	$(BIN)/python -m eval.retrieval_sample

train-reader: setup ## Entraîne le lecteur (reprend où il s'était arrêté ; demande le paquet wfrench)
	$(BIN)/python -m assistant.reader.training && $(BIN)/python -m assistant.reader.training.vectors

wording: setup ## Accepte les phrases actuelles des calculateurs
	$(BIN)/python -m tests.rules.wording

bench: setup ## Mesure le temps d'une réponse
	$(BIN)/python -m eval.latency

corpus: setup ## Liste ce qui est à relire dans le corpus
	$(BIN)/aesh corpus check

hooks: setup ## Installe les vérifications d'avant commit
	$(BIN)/pre-commit install

screenshot: setup ## Refait l'image de la page pour le README
	$(BIN)/python -m tests.browser.screenshot

lock: ## Refait requirements.lock (demande uv)
	sed -i -E "s/^(torch==[0-9.]+)$$/\1+cpu/" requirements.lock
	uv pip compile --python-version 3.11 --extra dev --no-header --no-annotate pyproject.toml -o requirements.lock
	sed -i -E 's/^(torch==[0-9.]+)\+cpu$$/\1/; /^(nvidia-|triton)/d' requirements.lock

proof: setup ## Rejoue en court toutes les preuves de docs/confiance.md
	$(BIN)/pytest -q tests/web/test_attacks.py tests/web/test_traffic.py tests/web/test_routes.py tests/web/test_house.py \
		tests/index/test_damages.py tests/ingestion/test_hostile_files.py tests/privacy tests/proofs tests/test_expressions.py

proof-attacks: setup ## Rejoue les attaques contre un vrai serveur (200 connexions lentes)
	PROOF_SIZE=long $(BIN)/pytest -q tests/web/test_attacks.py tests/web/test_traffic.py

proof-damages: setup ## Abîme chaque fichier de l'index de six façons
	$(BIN)/pytest -q tests/index/test_damages.py

proof-files: setup ## Lit 2 000 fichiers abîmés
	PROOF_SIZE=long $(BIN)/pytest -q -s --timeout 14400 tests/ingestion/test_hostile_files.py

proof-questions: setup ## Pose SIZE mauvaises questions (5000) à l'index en service
	$(BIN)/python -m tests.proofs.questions $(or $(SIZE),5000)

proof-kills: setup ## Tue SIZE fois (30) une construction, un retour et une écriture d'avis
	$(BIN)/python -m tests.proofs.kills $(or $(SIZE),30)

proof-api: setup ## Envoie à l'interface des corps de toutes formes pendant SIZE secondes (600)
	$(BIN)/python -m tests.proofs.api $(or $(SIZE),600)

proof-load: setup ## Charge le serveur de demandes mêlées pendant SIZE secondes (900)
	$(BIN)/python -m tests.proofs.load $(or $(SIZE),900)

sbom: setup ## Écrit l'inventaire des bibliothèques (CycloneDX) dans build/sbom.json
	@mkdir -p build && $(BIN)/python -m assistant.health.sbom > build/sbom.json && echo build/sbom.json

audit: setup ## Confronte les versions aux avis de sécurité publiés (demande pip-audit et leur accès)
	@$(BIN)/python -m pip_audit --version >/dev/null 2>&1 || \
		{ echo "Audit ignoré : pip-audit n'est pas installé (pip install pip-audit)."; exit 0; }; \
	$(BIN)/python -m pip_audit -r requirements.lock --no-deps --disable-pip

clean: ## Retire les fichiers produits (garde .venv et l'index)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis mutants build dist
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
