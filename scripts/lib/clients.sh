# shellcheck shell=bash
# The Python environment of the client tests and benchmarks: from PyPI, at the versions of requirements.txt.

# shellcheck disable=SC2034
client_packages=(python3 python3-venv)

python_clients() {
    local venv=.venv-clients wanted
    wanted=$(sha256sum <Tests/Clients/requirements.txt)
    [ "$(cat "$venv/wanted" 2>/dev/null)" = "$wanted" ] && return 0
    say '安装 Python 客户端' 'Installing the Python clients'
    rm -rf "$venv"
    /usr/bin/python3 -m venv "$venv" || return 1
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement Tests/Clients/requirements.txt >&2 ||
        return 1
    printf '%s\n' "$wanted" >"$venv/wanted"
}
