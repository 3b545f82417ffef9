#!/usr/bin/env bash
# Compiles the detection's Java and the launcher against the Spark in SPARK_HOME, unless that was done already: compile.sh DIRECTORY
# Prints where the classes are.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { printf '✗ %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }

[ $# -eq 1 ] || fail 'Where to? spark/compile.sh DIRECTORY'
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
command -v "$javac" >/dev/null || fail 'The Java compiler is missing.' 'Install a JDK 17 (a runtime alone is not enough), or set JAVA_HOME to one.'

sources=("$here"/detection/java/killswitch/detection/*.java "$here/launcher/Launcher.java")
digest=$({ cat "${sources[@]}"; printf '%s' "$SPARK_HOME"; } | cksum | cut -d ' ' -f 1)
classes=$1/classes-$digest
if [ ! -d "$classes" ]; then
  part=$(mktemp -d "$1/classes-part.XXXXXX")
  "$javac" --release 17 -d "$part" -cp "$SPARK_HOME/jars/*" "${sources[@]}" >&2 || fail 'The detection could not be compiled; the messages are above.'
  mv "$part" "$classes" 2>/dev/null || rm -rf "$part"
fi
printf '%s\n' "$classes"
