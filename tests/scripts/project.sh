#!/usr/bin/env bash
# RESULTS ASSEMBLY ARGUMENTS...: runs one test project, and says in one piece what came of it. Called by test.sh.
set -uo pipefail

results=$1 assembly=$2
shift 2
name=$(basename "$assembly" .dll)
log=$results/$name.log
began=$SECONDS

# What a test runs, runs too briefly to be worth compiling twice: a third less work, for Kafka and Spark as well.
export DOTNET_TieredCompilation=0
export JAVA_TOOL_OPTIONS="${JAVA_TOOL_OPTIONS:-} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

printf '  %s begins\n' "$name" >&2
dotnet test "$assembly" --nologo --logger 'console;verbosity=normal' "$@" >"$log" 2>&1
status=$?

[ $status -eq 0 ] && mark='✓' || mark='✗'
passed=$(awk '$1 == "Passed:" { print $2 }' "$log")
{
  printf '%s %s: %s passed, %s s\n' "$mark" "$name" "${passed:-0}" "$((SECONDS - began))"
  # Of what passed, the sums at the end are enough.
  [ $status -eq 0 ] || grep -v -E '^ *(Passed|Skipped|Total tests|Total time|Test Run|Failed:)|^Ok, passed|\[SKIP\]|^\[xUnit.net [0-9:.]+\]|^Starting test execution|^Test run for|^A total of|^$|^ *Results File' "$log"
}
# Without a test that the filter takes, there is nothing to have failed.
[ $status -eq 0 ] || grep -q 'No test matches' "$log"
