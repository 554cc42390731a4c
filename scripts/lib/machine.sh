# shellcheck shell=bash
# What the scripts ask of the machine: the Swift toolchain, Debian packages, a free port. Sourced, never run.

# refuse 中文 English 怎么办 remedy: says what is missing in both languages and ends the script.
refuse() {
    printf '\n✗ %s\n  %s\n→ %s\n  %s\n' "$1" "$2" "$3" "$4" >&2
    exit 1
}

# say 中文 English
say() { printf '· %s / %s\n' "$1" "$2" >&2; }

need_swift() {
    local version major minor
    command -v swift >/dev/null 2>&1 || refuse \
        '没有找到 Swift 工具链' 'No Swift toolchain was found' \
        '从 https://www.swift.org/install/linux/ 安装 Swift 6.3，并把它的 usr/bin 放进 PATH' \
        'Install Swift 6.3 from https://www.swift.org/install/linux/ and put its usr/bin on PATH'
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
    major=${version%%.*} minor=${version#*.}
    if [ -z "$version" ] || [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 3 ]; }; then
        refuse \
            "需要 Swift 6.3 或更新版本，当前为 ${version:-未知}" \
            "Swift 6.3 or newer is needed; this is ${version:-unknown}" \
            '从 https://www.swift.org/install/linux/ 安装 Swift 6.3，并让它排在 PATH 的最前面' \
            'Install Swift 6.3 from https://www.swift.org/install/linux/ and put it first on PATH'
    fi
}

# missing_packages NAME...: prints those that dpkg does not have installed.
missing_packages() {
    local name
    for name in "$@"; do
        case $(dpkg-query -W -f='${db:Status-Abbrev}' "$name" 2>/dev/null || true) in
        ii*) ;;
        *) printf '%s\n' "$name" ;;
        esac
    done
}

# need_packages NAME...: installs from Debian what is not there yet.
need_packages() {
    local missing elevate=()
    command -v dpkg-query >/dev/null 2>&1 || refuse \
        '这台机器不是 Debian 系统：没有 dpkg' 'This machine is not a Debian system: there is no dpkg' \
        "请在 Debian 12 上运行；需要的软件包：$*" "Run it on Debian 12; the packages it needs: $*"
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -eq 0 ] && return 0
    command -v apt-get >/dev/null 2>&1 || refuse \
        "缺少软件包，而且没有 apt-get：${missing[*]}" \
        "Packages are missing and there is no apt-get: ${missing[*]}" \
        '请用系统自带的方式安装这些软件包，再运行一次' 'Install them in your own way and run this again'
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || refuse \
            "安装软件包需要管理员权限，而且没有 sudo：${missing[*]}" \
            "Installing packages needs root, and there is no sudo: ${missing[*]}" \
            "请管理员运行：apt-get install ${missing[*]}" \
            "Ask an administrator to run: apt-get install ${missing[*]}"
        elevate=(sudo)
    fi
    say "安装 Debian 软件包：${missing[*]}" "Installing Debian packages: ${missing[*]}"
    if ! "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 ||
        ! "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2; then
        refuse \
            "软件包安装失败：${missing[*]}" "The packages could not be installed: ${missing[*]}" \
            '检查网络和 /etc/apt 中的软件源，再运行一次' 'Check the network and the sources in /etc/apt, then run this again'
    fi
}

# port_is_taken HOST PORT
port_is_taken() {
    local host=$1
    case $host in 0.0.0.0) host=127.0.0.1 ;; ::) host=::1 ;; esac
    (exec 3<>"/dev/tcp/$host/$2") 2>/dev/null
}

# What every build links against.
# shellcheck disable=SC2034
build_packages=(ca-certificates git libexpat1-dev libpq-dev libsqlite3-dev libssl-dev libxlsxwriter-dev libzip-dev pkg-config
    tzdata)

# What pages are served with from the system's own folders; where one is missing they do without.
# shellcheck disable=SC2034
page_packages=(libjs-chart.js)
