# shellcheck shell=bash
# A private PostgreSQL 15 for the tests: in a temporary folder, reached through a socket only, owned by an
# unprivileged user, gone when the script ends.

postgresql_bin=/usr/lib/postgresql/15/bin
postgresql_pid=

# PostgreSQL refuses to run as root.
unprivileged() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# start_postgresql FOLDER: sets YUANLIU_TEST_DATABASE. FOLDER is new and empty.
start_postgresql() {
    local folder=$1 port=$((20000 + RANDOM)) tries
    mkdir -p "$folder/socket"
    if [ "$(id -u)" -eq 0 ]; then chown -R postgres "$folder"; fi
    chmod 700 "$folder/socket"
    unprivileged "$postgresql_bin/initdb" -D "$folder/data" -U yuanliu -A trust -E UTF8 --locale=C.UTF-8 \
        --no-sync >"$folder/initdb.log" 2>&1 || {
        cat "$folder/initdb.log" >&2
        return 1
    }
    # Nothing here outlives the tests, so nothing waits for the disk. Tests run at once, each with a pool of its own:
    # a full run has held 400 connections.
    unprivileged "$postgresql_bin/postgres" -D "$folder/data" -k "$folder/socket" -p "$port" \
        -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=1500 \
        >"$folder/server.log" 2>&1 &
    postgresql_pid=$!
    for ((tries = 0; tries < 150; tries++)); do
        if "$postgresql_bin/pg_isready" -q -h "$folder/socket" -p "$port" -U yuanliu; then
            "$postgresql_bin/createdb" -h "$folder/socket" -p "$port" -U yuanliu yuanliu_test || return 1
            export YUANLIU_TEST_DATABASE="postgresql://yuanliu@/yuanliu_test?host=$folder/socket&port=$port"
            return 0
        fi
        kill -0 "$postgresql_pid" 2>/dev/null || break
        sleep 0.2
    done
    cat "$folder/server.log" >&2
    return 1
}

# Ends what start_postgresql began, and nothing else.
stop_postgresql() {
    local server
    [ -n "$postgresql_pid" ] || return 0
    # As root the pid is that of runuser: the server's own is in its folder.
    server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null || true)
    [ -n "$server" ] && kill -INT "$server" 2>/dev/null
    wait "$postgresql_pid" 2>/dev/null || true
    postgresql_pid=
}
