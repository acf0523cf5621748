#!/usr/bin/env bash
# Sets up what a fresh Debian lacks. Verbs: run (the program), dev (test tools), bench (peers), system (Debian packages).
# Unattended; asks for nothing. GUIJU_APT=0 keeps it from ever calling apt-get.
set -euo pipefail
cd "$(dirname "$0")/.."

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

say() { printf '%s\n' "$*" >&2; }

# --- apt-get, where we may ------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n --preserve-env=DEBIAN_FRONTEND "$@"; fi
}

may_install() {
    [ "${GUIJU_APT:-1}" != 0 ] || return 1
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

refreshed=0
apt_install() {
    local said
    said="$(mktemp)"
    if [ "$refreshed" = 0 ]; then
        as_root timeout 300 apt-get update -qq </dev/null >"$said" 2>&1 || say "软件包目录未能更新，按现有目录安装 / package lists could not be renewed"
        refreshed=1
    fi
    if as_root timeout 1500 apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "$@" \
        </dev/null >"$said" 2>&1; then
        rm -f "$said"
        return 0
    fi
    tail -n 5 "$said" >&2
    rm -f "$said"
    return 1
}

# --- Python ---------------------------------------------------------------------------------------------------

fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    local name
    for name in python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3; do
        if command -v "$name" >/dev/null && fits "$name"; then command -v "$name"; return 0; fi
    done
    return 1
}

python_or_say() {
    if find_python; then return 0; fi
    if may_install; then
        say "安装 Python 与 venv / installing Python with venv"
        apt_install python3 python3-venv || true
        hash -r
        if find_python; then return 0; fi
    fi
    say "需要 Python 3.11 或更高版本及其 venv 模块，本机没有，也无权自动安装。请由管理员执行：apt-get install python3 python3-venv，再重试。"
    say "Python >= 3.11 with its venv module is needed and could not be installed from here. As root: apt-get install python3 python3-venv, then try again."
    return 1
}

make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        return 0
    fi
    local python
    python="$(python_or_say)"
    say "建立运行环境 .venv / making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

install_lock() {
    say "安装锁定的依赖 $1 / installing $1"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1"
}

install_self() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
}

# --- Debian packages the tests use ------------------------------------------------------------------------------

have_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null; }
have_atomic() { compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || compgen -G '/lib*/libatomic.so.1' >/dev/null; }  # the browser driver
have_fonts() { compgen -G '/usr/share/fonts/opentype/noto/NotoS*CJK*' >/dev/null; }
have_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }
have_poppler() { command -v pdftoppm >/dev/null; }
have_writer() { compgen -G '/usr/lib/libreoffice/program/libsw*' >/dev/null; }

# PostgreSQL is wanted for its programs only: the tests start a server of their own, so no cluster is made.
no_cluster_of_debian() {
    apt_install postgresql-common || return 0
    local conf=/etc/postgresql-common/createcluster.conf
    if [ -f "$conf" ] && ! compgen -G '/etc/postgresql/*/main' >/dev/null; then
        as_root sed -i -E 's/^#? ?create_main_cluster *=.*/create_main_cluster = false/' "$conf"
    fi
}

wanted() {  # have, package, what is skipped without it
    if "$1"; then return 0; fi
    if may_install; then
        say "安装 $2 / installing $2"
        if [ "$1" = have_postgres ]; then no_cluster_of_debian; fi
        apt_install "$2" || true
        hash -r
        if "$1"; then return 0; fi
    fi
    say "没有 $2，跳过：$3 / without $2, skipped: $4"
}

system() {
    wanted have_chromium chromium "浏览器测试" "browser tests"
    wanted have_atomic libatomic1 "浏览器测试" "browser tests"
    wanted have_fonts fonts-noto-cjk "截图中文字显示" "Chinese glyphs in screenshots"
    wanted have_postgres postgresql "PostgreSQL 测试" "PostgreSQL tests"
    wanted have_poppler poppler-utils "公文版面目测" "looking at printed pages"
    wanted have_writer libreoffice-writer-nogui "docx 转 PDF 测试" "docx to PDF tests"
}

case "${1:-}" in
    run) make_venv && install_lock requirements.lock && install_self ;;
    dev) install_lock requirements-dev.lock ;;
    bench) install_lock requirements-bench.lock ;;
    system) system ;;
    *) say "用法 / usage: scripts/setup.sh run|dev|bench|system"; exit 2 ;;
esac
