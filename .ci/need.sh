# What each of these scripts uses; to be sourced.

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

need() { # COMMAND PACKAGE
    command -v "$1" >/dev/null && return
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >&2
}

say() { printf '%4d s  %s\n' "$SECONDS" "$*" >&2; }
