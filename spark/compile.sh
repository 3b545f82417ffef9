#!/usr/bin/env bash
# Compiles the detection's Java, unless that was done already: compile.sh INTO JARS [MORE.java...]
# INTO is where a directory of classes is made, whose name is printed; JARS is the directory with Spark's jars.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { printf '✗ %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }

[ $# -ge 2 ] || fail 'Where to, and against what? spark/compile.sh INTO JARS [MORE.java...]'
into=$1 jars=$2
shift 2
javac=javac
if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/javac" ]; then javac=$JAVA_HOME/bin/javac; fi
command -v "$javac" >/dev/null || fail 'The Java compiler is missing.' 'Install a JDK 17 or later (a runtime alone is not enough), or set JAVA_HOME to one.'

sources=("$here"/detection/java/killswitch/detection/*.java "$@")
digest=$({ cat "${sources[@]}"; printf '%s' "$jars"; } | cksum | cut -d ' ' -f 1)
classes=$into/classes-$digest
if [ ! -d "$classes" ]; then
  part=$(mktemp -d "$into/classes-part.XXXXXX")
  "$javac" -J-XX:TieredStopAtLevel=1 -proc:none --release 17 -d "$part" -cp "$jars/*" "${sources[@]}" >&2 || fail 'The detection could not be compiled; the messages are above.'
  # Somebody else may have compiled the same meanwhile.
  if [ -d "$classes" ]; then rm -rf "$part"; else mv "$part" "$classes"; fi
fi
printf '%s\n' "$classes"
