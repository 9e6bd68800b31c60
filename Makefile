# What one can do with Clinicsite. It needs Python 3.11 or newer and make; the rest is fetched.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DATABASE := var/clinicsite.sqlite3
CLINICS := vancouver andover san-diego
BROWSERS := chromium chromium-browser google-chrome
# A process a core; a module stays on one of them.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder --durations 10
TRUTH := tests/published/test_truth.py
CLIENTS := tests/clients/node_modules tests/schema/live/node_modules \
	clients/typescript/node_modules examples/static-site/node_modules

# Names under which a new enough Python is looked for; `make PYTHON=/path/to/python3` decides.
PYTHONS = $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)

# What the shell happens to hold must not decide which settings and database are used.
export DJANGO_SETTINGS_MODULE := clinicsite.settings.test
test unit app proof test-browser test-clients lint-migrations: export DATABASE_URL := sqlite://:memory:

export PIP_DISABLE_PIP_VERSION_CHECK := 1
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# $(call apt,packages): root on Debian installs them, anyone else is told what to type.
define apt
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "==> Installing $(1) with apt-get"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(1) </dev/null >/dev/null; \
	else \
		echo "Missing: $(1). On Debian: sudo apt-get install $(1)"; exit 1; \
	fi
endef

# Installs the pinned packages of the rule's requirements file; its stamp appears on success.
define install
	@echo "==> Installing the packages of $< into $(VENV) (once)"
	@rm -f $@
	@{ $(BIN)/python -m pip install --requirement $< && touch $@; } \
		| sed -n 's/^Collecting \([^ ]*\).*/    \1/p'
	@test -f $@
endef

##@ Use

.PHONY: help
help: ## List what one can do
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo 'Options: PORT=8001 and SITES=1 (demo: a host for each clinic), ARGS="-k hours" (tests), PYTHON=/path/to/python3'

.PHONY: demo
demo: export DJANGO_SETTINGS_MODULE := clinicsite.settings.dev
demo: export DATABASE_URL := sqlite:///$(DATABASE)
demo: export ADMIN_BASE_URL := http://127.0.0.1:$(PORT)
demo: PAGES := http://127.0.0.1:$(PORT)/api/v2/pages/
demo: var/.port-$(PORT) ## Serve a site with three demo clinics on http://127.0.0.1:8000
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' \
		2>/dev/null \
		|| { echo "Port $(PORT) is taken. Choose another: make demo PORT=8001"; exit 1; }
	@echo
	@echo "The site    $(ADMIN_BASE_URL)/"
	@$(if $(SITES),for clinic in $(CLINICS); do \
		echo "            http://$$clinic.localhost:$(PORT)/"; done)
	@echo "The admin   $(ADMIN_BASE_URL)/admin/   user: admin   password: clinicsite-demo"
	@echo "            or with less to say: andover-editor, andover-manager, central-editor"
	@echo "The API, three calls to begin with:"
	@echo "  curl '$(PAGES)?type=treatments.TreatmentPage&fields=summary,category'"
	@echo "  curl '$(PAGES)?type=treatments.TreatmentPage&downtime_max=1&order=title'"
	@echo "  curl -L '$(PAGES)find/?html_path=/treatments/microneedling/'"
	@echo
	@echo "==> Serving; stop it with Ctrl-C"
	@$(BIN)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

##@ Check

.PHONY: test
test: $(VENV)/.dev ## Run the unit and app tests on SQLite; needs nothing but Python
	@echo "==> Running the tests on SQLite"
	@$(PYTEST) -m "unit or app" $(ARGS)
	@echo "What takes longer, such as every address tried by every role, runs with: make proof"

.PHONY: unit
unit: $(VENV)/.dev ## Run the tests that need no database, in seconds
	@$(PYTEST) -m unit $(ARGS)

.PHONY: app
app: $(VENV)/.dev ## Run the tests of what people do, over HTTP and in the admin
	@$(PYTEST) -m app $(ARGS)

.PHONY: proof
proof: $(VENV)/.dev ## Run what proves much and takes long: the sweep, histories, host sites, many examples
	@echo "==> Proving on SQLite"
	@$(PYTEST) -m "proof or hypothesis" --hypothesis-profile=proof $(ARGS)

.PHONY: test-postgres
test-postgres: $(VENV)/.dev ## Run on PostgreSQL what SQL decides; ALL=1 runs everything
	@echo "==> Running the tests on PostgreSQL"
	@$(BIN)/python tests/with_postgres.py $(PYTEST) -m "$(if $(ALL),unit or app or proof,sql)" $(ARGS)

.PHONY: truth
truth: export HISTORIES ?= 1000
truth: $(VENV)/.dev ## Hold the published documents against rebuilds: 1,000 histories on each database
	@echo "==> Trying $(HISTORIES) histories on SQLite"
	@DATABASE_URL=sqlite://:memory: $(PYTEST) -m proof -rP $(TRUTH) $(ARGS)
	@echo "==> Trying $(HISTORIES) histories on PostgreSQL"
	@$(BIN)/python tests/with_postgres.py $(PYTEST) -m proof -rP $(TRUTH) $(ARGS)

.PHONY: test-browser
test-browser: $(VENV)/.browser ## Run the tests that look at the site in the system's Chromium
	@for name in $$CHROMIUM $(BROWSERS); do command -v $$name >/dev/null && exit; done; \
		$(call apt,chromium fonts-liberation)
	@echo "==> Running the tests in Chromium"
	@$(PYTEST) -m browser $(ARGS)

.PHONY: test-clients
test-clients: $(VENV)/.dev $(CLIENTS:=/.made) ## Run npm clients, linters and schemathesis against the API
	@echo "==> Running the npm clients"
	@$(PYTEST) -m clients $(ARGS)

.PHONY: lint
lint: lint-style lint-layers lint-migrations ## Check style, layers and missing migrations

.PHONY: lint-style
lint-style: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: lint-layers
lint-layers: $(VENV)/.dev
	@$(BIN)/lint-imports

.PHONY: lint-migrations
lint-migrations: $(VENV)/.dev
	@$(BIN)/python manage.py makemigrations --check

.PHONY: check-deploy
check-deploy: $(VENV)/.dev ## Check the production settings
	@DJANGO_SETTINGS_MODULE=clinicsite.settings.production \
		SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
		ALLOWED_HOSTS=clinics.example ADMIN_BASE_URL=https://clinics.example \
		DATABASE_URL=postgres://clinicsite@localhost/clinicsite \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

.PHONY: bench
bench: $(VENV)/.dev ## Measure the API beside stock Wagtail, into docs/benchmarks.md
	@command -v wrk >/dev/null || { $(call apt,wrk); }
	@$(BIN)/python -m tests.bench $(ARGS)

.PHONY: bench-clinics
bench-clinics: export DATABASE_URL ?= sqlite://:memory:
bench-clinics: $(VENV)/.dev ## Time the API with 3 and with 30 clinics
	@$(BIN)/python -m tests.scale.api

.PHONY: bench-admin
bench-admin: $(VENV)/.dev ## Time the admin with 3 and with 300 clinics
	@$(if $(filter sqlite%,$(DATABASE_URL)),,$(BIN)/python tests/with_postgres.py) \
		$(BIN)/python -m tests.scale.admin $(ARGS)

##@ Make

.PHONY: format
format: $(VENV)/.dev ## Put the code into the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: wheel
wheel: $(VENV)/.dev ## Build the installable apps into dist/
	@echo "==> Building the wheel and the source archive"
	@rm -rf dist build *.egg-info
	@$(BIN)/python -m build --outdir dist >dist.log 2>&1 || { cat dist.log; rm dist.log; exit 1; }
	@rm -rf dist.log build *.egg-info
	@ls dist

.PHONY: clean
clean: ## Remove what make made, except var/ (database and uploads)
	rm -rf $(VENV) dist build *.egg-info $(CLIENTS) clients/typescript/dist \
		tests/browser/screenshots
	rm -rf .pytest_cache .hypothesis .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The steps, each done once and again when what it depends on changed.

$(VENV)/.made:
	@found=; for python in $(PYTHONS); do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
		then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Clinicsite needs Python 3.11 or newer; looked for: $(PYTHONS)."; \
		echo "Install it, or name it: make PYTHON=/path/to/python3"; exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
		$(call apt,$$(basename "$$found")-venv); \
	fi && \
	echo "==> Making a virtual environment in $(VENV) with $$("$$found" --version)" && \
	"$$found" -m venv $(VENV) && touch $@

$(VENV)/.site: requirements.txt $(VENV)/.made
	$(install)

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	$(install)

$(VENV)/.browser: requirements-browser.txt $(VENV)/.dev
	$(install)

$(CLIENTS:=/.made): %/node_modules/.made: %/package-lock.json
	@command -v npm >/dev/null || { $(call apt,nodejs npm); }
	@echo "==> Installing the npm clients (once)"
	@npm ci --prefix $* --no-audit --no-fund --loglevel error </dev/null
	@touch $@

# A deleted database is made again, whatever the stamps say.
ifeq ($(wildcard $(DATABASE)),)
.PHONY: var/.migrated
endif

var/.migrated: $(VENV)/.site $(wildcard */migrations/*.py)
	@echo "==> Making the database $(DATABASE) (once)"
	@mkdir -p var
	@$(BIN)/python manage.py migrate --verbosity 0
	@touch $@

var/.demo: var/.migrated $(wildcard home/management/commands/*.py) \
		$(shell find home/demo -type f ! -name '*.pyc' 2>/dev/null)
	@echo "==> Writing the demo content (once)"
	@$(BIN)/python manage.py demo
	@touch $@

var/.sites: var/.demo
	@echo "==> Giving each clinic a host of its own (once)"
	@$(BIN)/python manage.py demo --sites
	@touch $@

# The API gives whole addresses, so every site has to know its port.
var/.port-$(PORT): var/.demo $(if $(SITES),var/.sites)
	@$(BIN)/python manage.py shell --verbosity 0 --command "from wagtail.models import Site; \
		Site.objects.filter(hostname__regex=r'(^127\.0\.0\.1|\.localhost)\$$').update(port=$(PORT))"
	@rm -f var/.port-*
	@touch $@
