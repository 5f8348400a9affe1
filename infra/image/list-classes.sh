#!/usr/bin/env bash
# Runs in the image's build: starts broker, registry, streams and gateway for a moment, and archives the classes that they
# load, so that the parts start in less time (class data sharing). The archive holds for this JVM and these jars alone;
# where it does not, the JVM goes on without.
set -euo pipefail
dist=infra/cli/target/dist
work=$(mktemp -d)
export BLACKROAD_DATA_DIR=$work/data

started() { # NAME ARGUMENTS...: in the background, until it says so
  local name=$1 waited=0
  BLACKROAD_JAVA_OPTS="-XX:DumpLoadedClassList=$work/$name.list" ./scale.sh "$@" >"$work/$name.out" 2>&1 &
  echo $! >"$work/$name.pid"
  until grep -qE 'ready|started|listening' "$work/$name.out"; do
    if ((++waited > 240)) || ! kill -0 "$(cat "$work/$name.pid")"; then
      cat "$work/$name.out" >&2
      exit 1
    fi
    sleep 0.5
  done
}

stopped() {
  kill -TERM "$(cat "$work/$1.pid")"
  wait "$(cat "$work/$1.pid")" || true
}

started broker --port 9092
started registry --port 8081
BLACKROAD_JAVA_OPTS="-XX:DumpLoadedClassList=$work/topics.list" ./scale.sh topics apply >"$work/topics.out" 2>&1 || {
  cat "$work/topics.out" >&2
  exit 1
}
started streams --host 127.0.0.1 --port 8000
started gateway --port 8002
sleep 5
stopped gateway
stopped streams
stopped registry
stopped broker

jars=("$dist"/lib/*.jar)
# Classes of loaders of their own have an order and a place, which is lost here.
grep -hv 'source:' "$work"/*.list | sort -u >"$work/classes"
java -Xshare:dump -XX:+UseSerialGC -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$dist/classes.jsa" \
  -cp "$(IFS=:; printf '%s' "${jars[*]/#/$PWD/}")" >"$work/dump.out" 2>&1 || {
  tail -20 "$work/dump.out" >&2
  exit 1
}
rm -rf "$work"
ls -l "$dist/classes.jsa"
