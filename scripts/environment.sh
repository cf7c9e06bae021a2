# shellcheck shell=bash
# Sourced by the scripts beside it: the virtual environment .venv with znsocket from this tree.

ROOT=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$ROOT/.venv

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# Install Debian packages as root or through sudo; where that can't be done, say what is missing.
install_packages() {
    local as_root=(env DEBIAN_FRONTEND=noninteractive)
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null || fail "$* missing; on Debian or Ubuntu: sudo apt-get install $*"
        as_root=(sudo -n "${as_root[@]}")
    fi
    command -v apt-get >/dev/null || fail "$* missing, and no apt-get to install it with"
    say "installing $*"
    # A fresh machine has no lists of packages. One list that can't be fetched need not matter.
    "${as_root[@]}" apt-get update -qq || true
    "${as_root[@]}" apt-get install -qq -y --no-install-recommends "$@" </dev/null >/dev/null
}

# Print the name of a Python that is new enough; nothing if there is none.
new_enough_python() {
    local python
    for python in python3 python3.{14,13,12,11,10}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
}

make_venv() {
    local python
    command -v python3 >/dev/null || install_packages python3 python3-venv
    python=$(new_enough_python)
    [[ $python ]] || fail "Python 3.10 or newer is needed; this is $(python3 --version)"
    # Debian has the part of the standard library that makes environments in a package of its own.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install_packages "$python-venv"
    "$python" -m venv --clear "$VENV"
}

pip_install() {
    "$VENV/bin/python" -m pip install -qq --disable-pip-version-check --no-input "$@"
}

# prepare run|tour|dev: install znsocket, and the packages of that group of pyproject.toml, unless
# that was done for this pyproject.toml.
prepare() {
    local stamp=$VENV/installed what=$1 project have_what='' have_project='' have_root=''
    project=$(cksum <"$ROOT/pyproject.toml")
    if [[ -f $stamp ]]; then
        { read -r have_what && read -r have_project && read -r have_root; } <"$stamp" || true
    fi
    # The programs of an environment that was moved still name the old place; those of one whose
    # Python is gone name nothing.
    if [[ ${have_root:-$ROOT} != "$ROOT" ]] || ! "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
        say "making .venv"
        make_venv
    elif [[ $have_project == "$project" && ($what == run || $have_what == "$what" || $have_what == dev) ]]; then
        return
    fi
    say "installing the packages that pyproject.toml names"
    rm -f "$stamp"
    if [[ $what == run ]]; then
        pip_install --editable "$ROOT"
    else
        pip_install 'pip>=25.1' # the first with --group
        (cd "$ROOT" && pip_install --editable . --group "$what")
    fi
    printf '%s\n' "$what" "$project" "$ROOT" >"$stamp"
}

# Install what the TypeScript client is built and tested with, unless that was done for this
# package-lock.json.
prepare_js() {
    local stamp=$ROOT/js/node_modules/installed lock version
    command -v node >/dev/null && command -v npm >/dev/null || install_packages nodejs npm
    version=$(node --version)
    [[ ${version#v} =~ ^([0-9]+) && ${BASH_REMATCH[1]} -ge 20 ]] ||
        fail "Node 20 or newer is needed for js/; this is $version"
    lock=$(cksum <"$ROOT/js/package-lock.json")
    [[ ! -f $stamp || $(<"$stamp") != "$lock" ]] || return 0
    say "installing the packages that js/package-lock.json names"
    (cd "$ROOT/js" && npm ci --silent --no-fund --no-audit --ignore-scripts </dev/null)
    printf '%s\n' "$lock" >"$stamp"
}
