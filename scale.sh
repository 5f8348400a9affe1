#!/usr/bin/env bash
# The one command line of BlackRoad Streams: finds a JDK, builds when needed, runs the command.
# Writes only to stderr itself, so that stdout stays the command's data. Works with bash 3.2 and newer.
set -euo pipefail

minimum=17
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
dist=$root/infra/cli/target/dist
stamp=$dist/built.properties

say() { printf 'scale.sh: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# The feature release of a JDK's home: 17 for 17.0.15, 8 for 1.8.0. Its release file says it without starting a JVM.
release_of() {
  local home=$1 version=''
  if [[ -r $home/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$home/release")
  fi
  if [[ -z $version ]]; then
    version=$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1) || true
  fi
  version=${version#1.}
  version=${version%%[!0-9]*}
  printf '%s' "${version:-0}"
}

# Prints one home a line, the user's own choices first.
java_homes() {
  local java home
  if [[ -n ${JAVA_HOME:-} ]]; then printf '%s\n' "$JAVA_HOME"; fi
  if java=$(command -v java); then
    # A chain of links leads from PATH to the home; readlink -f is missing on old macOS, where PATH has a stub anyway.
    java=$(readlink -f "$java" 2>/dev/null) && printf '%s\n' "$(dirname "$(dirname "$java")")"
  fi
  for home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    printf '%s\n' "$home"
  done
}

# Sets java_home and java_release to the newest runtime that has the program $1; fails with one line when there is none.
find_java() {
  local program=$1 home release newest=0 seen=''
  java_home='' java_release=0
  while IFS= read -r home; do
    if [[ ! -x $home/bin/java || ! -x $home/bin/$program ]]; then continue; fi
    release=$(release_of "$home")
    if ((release > newest)); then newest=$release seen=$home; fi
  done < <(java_homes)
  if ((newest == 0)); then
    fail "no JDK found: install JDK $minimum or newer (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME"
  fi
  if ((newest < minimum)); then
    fail "the newest JDK found is $newest ($seen): install JDK $minimum or newer or set JAVA_HOME"
  fi
  java_home=$seen java_release=$newest
}

is_built() {
  [[ -f $stamp ]] || return 1
  local newer
  newer=$(find "$root/pom.xml" "$root"/{schemas,client,streams,producers,connectors,sink,infra} -name target ! -path "*/src/*" -prune -o \
    -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$stamp" -print 2>/dev/null | head -n 1) || true
  [[ -z $newer ]]
}

# One build at a time: a second terminal waits for the first one's instead of breaking it.
lock_build() {
  local holder told=''
  lock=$root/infra/cli/target/build.lock
  mkdir -p "$root/infra/cli/target"
  until mkdir "$lock" 2>/dev/null; do
    holder=$(cat "$lock/pid" 2>/dev/null) || holder=''
    if [[ -n $holder ]] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$lock"
      continue
    fi
    if [[ -z $told ]]; then say "waiting for the build of process ${holder:-unknown}" && told=yes; fi
    sleep 1
  done
  printf '%s' "$$" >"$lock/pid"
  trap 'rm -rf "$lock"' EXIT
}

unlock_build() {
  rm -rf "$lock"
  trap - EXIT
}

# Draws a bar from the lines of Maven that count its modules, as in "Building schemas 0.1.0 [2/13]".
build_bar() {
  local line name part all full cells='####################' empty='....................'
  while IFS= read -r line; do
    if [[ $line =~ Building\ (.*)\ [^\ ]+\ +\[([0-9]+)/([0-9]+)\]$ ]]; then
      name=${BASH_REMATCH[1]} part=${BASH_REMATCH[2]} all=${BASH_REMATCH[3]}
      full=$((20 * (part - 1) / all))
      printf '\r\033[2K[%s%s]  %d of %d  %.40s' "${cells:0:full}" "${empty:full}" "$part" "$all" "$name" >&2
    fi
  done
  printf '\r\033[2K' >&2
}

build() {
  find_java javac
  command -v mvn >/dev/null || fail "no mvn on PATH, needed to build: install Maven 3.8 or newer (Debian: apt-get install maven)"
  lock_build
  if is_built; then
    unlock_build
    return
  fi
  say "building with JDK $java_release, usually 1 to 2 minutes (the first time longer, while Maven fetches what it needs)"
  # Removed first: jars must never be overwritten in place under a JVM that has them open.
  rm -rf "$dist"
  # Maven 3 makes a new JDK warn of code inside Maven that nobody here can change. The user's own options come last.
  local options=${MAVEN_OPTS:-}
  if ((java_release >= 24)); then
    options="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $options"
  fi
  local built=0 built_log=$root/infra/cli/target/build.log
  if [[ -t 2 && ${TERM:-dumb} != dumb ]]; then
    (cd "$root" && JAVA_HOME=$java_home MAVEN_OPTS=$options mvn -B -ntp -DskipTests package) 2>&1 |
      tee "$built_log" | build_bar || built=$?
    if ((built != 0)); then grep -E '^\[ERROR\]|^ERROR' "$built_log" >&2 || tail -n 40 "$built_log" >&2; fi
  else
    (cd "$root" && JAVA_HOME=$java_home MAVEN_OPTS=$options mvn -q -B -ntp -DskipTests package) >&2 || built=$?
  fi
  if ((built != 0)); then
    fail "the build failed, its errors are above; to see all of it: JAVA_HOME=$java_home mvn -DskipTests package"
  fi
  unlock_build
}

# Long-running commands want the good compiler, short ones a fast start.
java_flags() {
  # Java cannot tell which of its outputs a person watches.
  local terminals=''
  if [[ -t 1 ]]; then terminals=out; fi
  if [[ -t 2 ]]; then terminals=$terminals,err; fi
  flags=(-XX:+UseSerialGC -Xshare:auto "-Dblackroad.home=$root" "-Dblackroad.terminal=$terminals")
  case ${1:-} in
    up | controller) flags+=(-Xmx256m) ;;
    # Changed states of agents live until the next commit; a larger young generation copies them less often.
    streams) flags+=(-Xmx384m -Xmn200m) ;;
    bench) flags+=(-Xmx1g) ;;
    sink) flags+=(-Xmx320m) ;;
    gpu) flags+=(-Xmx192m) ;;
    replay | wake | broker | registry | connect) flags+=(-Xmx192m) ;;
    *) flags+=(-Xmx128m -XX:TieredStopAtLevel=1) ;;
  esac
  # From 24 on the JVM complains about native libraries (RocksDB, compression) unless they are allowed.
  if ((java_release >= 24)); then
    flags+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  fi
  # The user's own come last and so win. Split at blanks on purpose.
  # shellcheck disable=SC2206
  flags+=(${BLACKROAD_JAVA_OPTS:-})
}

is_built || build
find_java java
java_flags "$@"
classpath="$dist/lib/*"
# An image has an archive of loaded classes, which holds for the jars in this order alone.
if [[ -f $dist/classes.jsa ]]; then
  jars=("$dist"/lib/*.jar)
  classpath=$(IFS=: && printf '%s' "${jars[*]}")
  flags+=("-XX:SharedArchiveFile=$dist/classes.jsa")
fi
# RocksDB's threads else have an arena of glibc's malloc each, which keeps what they gave back.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
exec "$java_home/bin/java" "${flags[@]}" -cp "$classpath" io.blackroad.infra.cli.Main "$@"
