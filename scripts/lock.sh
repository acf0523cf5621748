#!/usr/bin/env bash
# Pins every dependency, for every platform, with hashes and without naming where it came from.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.8
.venv/bin/python -m pip install --quiet "uv==$UV_VERSION"

compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
        pyproject.toml "$@"
}

compile -o requirements.lock
compile --extra dev -c requirements.lock -o requirements-dev.lock
compile --extra dev --extra bench -c requirements-dev.lock -o requirements-bench.lock
