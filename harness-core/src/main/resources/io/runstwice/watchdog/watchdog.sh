# The watchdog of RunsTwice: when its input ends, the JVM that wrote it is gone, and so goes what that had started.
# Each line of the input is a number and one of: process PID START, directory PATH, url URL, containers LABEL, forget.
trap '' HUP INT QUIT TERM
cd /

last=0

started() { # PID: when it was started; nothing if it is over
    if [ -d /proc/self ]; then
        IFS= read -r stat <"/proc/$1/stat" || return 0
        # the name, in brackets, may contain anything
        set -- ${stat##*) }
        [ "$1" = Z ] || echo "${20}"
    else
        ps -o lstart= -p "$1"
    fi
}

each() { # KIND FUNCTION: for all of that kind that are not forgotten
    number=0
    while [ "$number" -lt "$last" ]; do
        number=$((number + 1))
        eval "thing=\${thing_$number-}"
        [ "${thing%% *}" != "$1" ] || "$2" "${thing#* }"
    done
}

await_end() { # PID START: for 5 seconds at most
    turns=50
    while [ "$turns" -gt 0 ] && [ "$(started "$1")" = "$2" ]; do
        turns=$((turns - 1))
        sleep 0.1 || sleep 1
    done
}

kill_process() { # PID START: unless its number belongs to another one by now
    [ "$(started "${1%% *}")" != "${1#* }" ] || kill -KILL "${1%% *}"
}

await_process() {
    await_end "${1%% *}" "${1#* }"
}

stop_postgres() { # DIRECTORY, in which the data of a server may lie
    read -r pid <"$1/postmaster.pid" || return 0
    case $(tr '\0' ' ' <"/proc/$pid/cmdline" || ps -o args= -p "$pid") in
        *"$1"*) ;;
        *) return 0 ;;
    esac
    since=$(started "$pid")
    # at once, but so that it ends its own processes and gives back its shared memory
    kill -QUIT "$pid"
    await_end "$pid" "$since"
    kill_process "$pid $since"
}

delete_urls() { # by a JVM, which is there; not every machine has another client of HTTP
    urls=
    each url gather
    [ -z "$urls" ] || "$RUNSTWICE_JAVA" -XX:TieredStopAtLevel=1 -Xmx32m -cp "$RUNSTWICE_CLASSES" io.runstwice.watchdog.Deleting $urls
}

gather() {
    urls="$urls $1"
}

remove_directory() {
    rm -rf "$1" || { sleep 1 && rm -rf "$1"; }
}

remove_containers() { # LABEL
    command -v docker || return 0
    # the second time for one that was being created when the first was asked
    for round in 1 2; do
        docker ps -aq --filter "label=$1" | while read -r id; do docker rm -f -v "$id"; done
        docker network ls -q --filter "label=$1" | while read -r id; do docker network rm "$id"; done
        [ "$round" = 2 ] || sleep 1
    done
}

while IFS= read -r line; do
    number=${line%% *}
    thing=${line#* }
    case $thing in
        forget) unset "thing_$number" && continue ;;
        'process '*' ?') thing="${thing%?}$(pid=${thing#* } && started "${pid% *}")" ;;
    esac
    last=$number
    eval "thing_$number=\$thing"
done

each process kill_process
each directory stop_postgres
delete_urls
each process await_process
each directory remove_directory
each containers remove_containers
