#!/usr/bin/env bash
# Builds librdkafka from source for feeds without NuGet's librdkafka.redist.
# The source is the one inside the npm package @confluentinc/kafka-javascript, which carries librdkafka unchanged.
#   build.sh OUTPUT_FILE     writes the shared library there; progress on stderr; about 80 s on two cores
set -euo pipefail

# This release of the npm package carries exactly librdkafka 2.15.1, the version Confluent.Kafka 2.15.1 names.
readonly npm_package='@confluentinc/kafka-javascript@1.10.1'
readonly expected='0x020f01ff'

output=${1:?usage: build.sh OUTPUT_FILE}
say() { printf '    %s\n' "$*" >&2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$(dirname "$output")"

say "fetching the source ($npm_package)"
(cd "$work" && npm pack --silent "$npm_package" >/dev/null && tar xzf ./*.tgz package/deps/librdkafka)
cd "$work/package/deps/librdkafka"
grep -q "RD_KAFKA_VERSION *$expected" src/rdkafka.h || { say "not the expected librdkafka version"; exit 1; }

say "configuring"
./configure --disable-lz4-ext >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
total=$(ls src/*.c | wc -l)
say "compiling about $total files with $jobs jobs"
make -C src -j"$jobs" >"$work/log" 2>&1 &
make_pid=$!
while kill -0 "$make_pid" 2>/dev/null; do
  sleep 5
  say "$(find src -name '*.o' | wc -l | tr -d ' ') compiled"
done
wait "$make_pid" || { tail -40 "$work/log" >&2; exit 1; }

case $(uname -s) in
  Darwin) built=src/librdkafka.1.dylib ;;
  *) built=src/librdkafka.so.1 ;;
esac
cp -L "$built" "$output.part" && mv "$output.part" "$output"
say "built $output"
