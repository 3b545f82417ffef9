#!/usr/bin/env bash
# Runs the detection on a local Spark, until Ctrl-C: run-local.sh BOOTSTRAP [LAUNCHER OPTIONS]
#   spark/run-local.sh 127.0.0.1:9092
#   spark/run-local.sh 127.0.0.1:9092 --detection my.json --set starting_offsets=earliest
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { printf '✗ %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }

[ $# -gt 0 ] || fail 'Which Kafka? Name its address: spark/run-local.sh HOST:PORT'
bootstrap=$1
shift
[ -n "${SPARK_HOME:-}" ] || fail 'SPARK_HOME is not set.' 'Set it to an unpacked Apache Spark 3.5 (https://spark.apache.org/downloads.html).'
[ -d "$SPARK_HOME/jars" ] || fail "SPARK_HOME is '$SPARK_HOME', but there is no directory $SPARK_HOME/jars."
compgen -G "$SPARK_HOME/jars/spark-sql-kafka-0-10_2.12-3.5.*.jar" >/dev/null || fail 'This Spark has no Kafka source.' \
  'Put spark-sql-kafka-0-10_2.12, spark-token-provider-kafka-0-10_2.12, kafka-clients and commons-pool2 into its jars/' \
  '(https://spark.apache.org/docs/3.5.3/structured-streaming-kafka-integration.html#deploying names the versions).'
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail 'Java is missing.' 'Spark 3.5 runs on Java 17.'

opens=()
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
  java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done

work=${KILLSWITCH_SPARK_WORK:-$PWD/.killswitch-spark}
compiled=${KILLSWITCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/killswitch}/spark
mkdir -p "$work" "$compiled" 2>/dev/null && [ -w "$work" ] && [ -w "$compiled" ] ||
  fail "$work or $compiled cannot be written to." 'Name others with KILLSWITCH_SPARK_WORK and KILLSWITCH_CACHE.'
classes=$("$here/compile.sh" "$compiled" "$SPARK_HOME/jars" "$here"/launcher/*.java)
# Restores of before do not matter to a detection that begins now: a window is an hour at most.
restores_since=$((($(date +%s) - 3 * 3600) * 1000))
exec "$java" "${opens[@]}" "-Xmx${KILLSWITCH_SPARK_HEAP:-1g}" -XX:+UseSerialGC \
  "-Dlog4j2.configurationFile=$here/launcher/log4j2.properties" \
  -Dspark.master="${KILLSWITCH_SPARK_MASTER:-local[2]}" -Dspark.ui.enabled=false -Dspark.driver.host=127.0.0.1 -Dspark.driver.bindAddress=127.0.0.1 \
  -Dspark.executor.extraClassPath="$classes" \
  -Dspark.hadoop.fs.file.impl=LocalFiles \
  -Dspark.sql.streaming.checkpointFileManagerClass=org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager \
  -Dspark.sql.warehouse.dir="$work/warehouse" \
  -cp "$classes:$SPARK_HOME/jars/*" Launcher \
  --pipeline "$here/detection" --detection "$here/../src/Workflows/Detection/detection.json" \
  --set bootstrap="$bootstrap" --set starting_offsets=latest \
  --set restores_since="$restores_since" --set checkpoints="file:$work/checkpoints" --set output="file:$work/output" "$@"
