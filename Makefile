# The verbs of the house. `make help` lists them; nothing needs to be installed but git, make and Python ≥ 3.11
# (and where Python is missing, the set-up fetches it with apt-get when it may).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
HOST ?= 127.0.0.1
PORT ?= 8000
ONLY ?=
# Two workers; one file of tests stays on one worker. Choose a part with: make test T=tests/kernel
T ?= tests
WORKERS ?= 2
PYTEST_ARGS ?=

export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

RUN := $(VENV)/.set-up-run
DEV := $(VENV)/.set-up-dev
BENCH := $(VENV)/.set-up-bench

.PHONY: help set-up demo test check lint types contracts catalogue bench fix docs screenshots lock clean

help:  ## 列出全部命令 / list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

$(RUN): requirements.lock pyproject.toml scripts/setup.sh
	@bash scripts/setup.sh run
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@bash scripts/setup.sh dev
	@touch $@

$(BENCH): requirements-bench.lock $(DEV)
	@bash scripts/setup.sh bench
	@touch $@

set-up: $(RUN)  ## 只做安装 / set-up only

demo: $(RUN)  ## 建演示区、出年度报告并开网页（SERVE=0 不开网页）/ build the demonstration, then serve it
	$(BIN)/guiju demo build --fresh
ifneq ($(SERVE),0)
	$(BIN)/guiju serve --host $(HOST) --port $(PORT)
endif

test: $(DEV)  ## make check 加全部测试 / everything checked, then every test
	@bash scripts/setup.sh system
	@checked=0; $(MAKE) -k check || { checked=$$?; echo "make check 未通过，见上；测试照跑 / make check failed, see above; the tests run all the same"; }; \
	$(BIN)/python -m pytest $(T) -n $(WORKERS) --dist loadfile -q -rsxX $(PYTEST_ARGS) && exit $$checked

check: lint types contracts catalogue  ## 代码、类型、依赖方向、目录的检查 / lint, types, import contracts, catalogue

lint: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV)
	@$(BIN)/mypy

contracts: $(DEV)
	@$(BIN)/lint-imports

catalogue: $(DEV)
	@$(BIN)/guiju catalogue check

bench: $(BENCH)  ## 性能对照（ONLY=ledger 只跑一项）/ benchmarks, each beside its peers
	@$(BIN)/python -m bench $(ONLY)

fix: $(DEV)  ## 自动改正格式 / mend what can be mended without thought
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: screenshots  ## 更新文档中的图 / renew what the docs show

screenshots: $(DEV)
	@bash scripts/setup.sh system
	@$(BIN)/python scripts/screenshots.py

lock: $(DEV)  ## 重新锁定依赖 / pin the dependencies anew, with hashes
	@bash scripts/lock.sh

clean:  ## 删除安装与缓存（不动 var/）/ remove the environment and caches, never a home
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
