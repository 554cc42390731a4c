# shellcheck shell=bash
# Builds the release of `yuanliu`, and knows without the build system when there is nothing to build.

release_binary=.build/release/yuanliu
release_stamp=.build/yuanliu-release.stamp

# The toolchain by path and age: another one builds anew.
toolchain() {
    local swift
    swift=$(command -v swift) || return 0
    stat -L -c '%n %Y' "$swift"
}

# True when the binary was built from exactly these sources by this toolchain. A removed file shows in the age
# of its folder.
release_is_fresh() {
    [ -x "$release_binary" ] && [ -f "$release_stamp" ] || return 1
    [ "$(toolchain)" = "$(cat "$release_stamp")" ] || return 1
    [ -z "$(find Package.swift Sources -newer "$release_stamp" -print -quit)" ]
}

build_release() {
    local begun
    release_is_fresh && return 0
    need_swift
    # shellcheck disable=SC2154  # of machine.sh
    need_packages "${build_packages[@]}" "${page_packages[@]}"
    say '编译正式版本，第一次需要几分钟' 'Building the release; the first time takes minutes'
    mkdir -p .build
    begun=$(mktemp .build/stamp.XXXXXX)
    toolchain >"$begun"
    if ! swift build -c release --product yuanliu >&2; then
        rm -f "$begun"
        refuse '编译没有成功' 'The build failed' \
            '上面最先出现的错误说明原因；内存不足时可加交换空间' \
            'The first error above says why; with little memory, add swap space'
    fi
    mv "$begun" "$release_stamp"
}
