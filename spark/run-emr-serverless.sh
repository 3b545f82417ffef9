#!/usr/bin/env bash
# Publishes the driver and starts it as a streaming job on EMR Serverless. Where the same job runs already, it is left alone; one of another
# driver or other limits is stopped first, as two must not share checkpoints.
#   spark/run-emr-serverless.sh --application ID --role ARN --bucket BUCKET --bootstrap HOST:9098 [--architecture arm64] [--detection FILE]
# The jars must be in s3://BUCKET/jars already (--jars DIRECTORY uploads them): there is no way out to the internet from there.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { printf '✗ %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }

application='' role='' bucket='' bootstrap='' architecture=arm64 detection=$here/../src/Workflows/Detection/detection.json jars_from=''
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || fail "$1 needs a value."
  case $1 in
    --application) application=$2 ;;
    --role) role=$2 ;;
    --bucket) bucket=$2 ;;
    --bootstrap) bootstrap=$2 ;;
    --architecture) architecture=$2 ;;
    --detection) detection=$2 ;;
    --jars) jars_from=$2 ;;
    *) fail "'$1' is not an option." 'There are --application, --role, --bucket, --bootstrap, --architecture, --detection, --jars.' ;;
  esac
  shift 2
done
for name in application role bucket bootstrap; do
  [ -n "${!name}" ] || fail "--$name is missing." 'The stacks Streaming and Detection print it as an output.'
done
case $architecture in
  arm64) runtime=linux-arm64 ;;
  x86_64) runtime=linux-x64 ;;
  *) fail "--architecture is '$architecture'." 'Write arm64 or x86_64, as the application was made with.' ;;
esac
for tool in aws dotnet zip; do
  command -v "$tool" >/dev/null || fail "'$tool' is missing."
done

# For EMR 7.6 and 7.7, whose Spark is 3.5.3: Microsoft.Spark 2.3.1 knows 3.5.0 to 3.5.3, and no later one.
readonly dotnet_jar=microsoft-spark-3-5_2.12-2.3.1.jar
jars=(killswitch-detection.jar)
while read -r name _; do
  [[ $name == \#* ]] || jars+=("$name")
done <"$here/emr-serverless.jars"

if [ -n "$jars_from" ]; then
  for jar in "$dotnet_jar" "${jars[@]}"; do
    [ -f "$jars_from/$jar" ] || fail "$jars_from has no $jar." 'spark/fetch-jars.sh fetches them all.'
  done
  aws s3 sync "$jars_from" "s3://$bucket/jars" --exclude '*' --include '*.jar' --exclude '*/*' --size-only --only-show-errors
  # By its size one build of it is as good as another.
  aws s3 cp "$jars_from/killswitch-detection.jar" "s3://$bucket/jars/killswitch-detection.jar" --only-show-errors
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish "$here/Driver" -c Release -r "$runtime" --self-contained -o "$work/driver" -v quiet >&2 ||
  fail 'The driver could not be published; the messages are above.' 'It needs the package Microsoft.Spark 2.3.1 from nuget.org.'
cp "$detection" "$work/driver/pipeline/detection.json"

# The name tells what runs: driver, SQL, limits and size. A zip would not do, as it holds times.
digest=$({
  cd "$work/driver"
  find . -type f -print0 | LC_ALL=C sort -z | xargs -0 cksum
  cksum "$here"/detection/java/killswitch/detection/*.java | cut -d ' ' -f 1,2
  cksum <"$here/emr-serverless.conf"
  printf '%s' "$bootstrap"
} | cksum | cut -d ' ' -f 1)
readonly job_name=killswitch-detection-$digest

running() {
  aws emr-serverless list-job-runs --application-id "$application" --states SUBMITTED PENDING SCHEDULED RUNNING CANCELLING QUEUED \
    --query 'jobRuns[].[id,name,state]' --output text
}
ended() {
  local state
  state=$(aws emr-serverless get-job-run --application-id "$application" --job-run-id "$1" --query jobRun.state --output text) ||
    fail "Whether job $1 has ended could not be asked; the message is above." 'Mend the cause, then run this again.'
  case $state in
    SUCCESS | FAILED | CANCELLED) return 0 ;;
    *) return 1 ;;
  esac
}
jobs=$(running)
while read -r id other state; do
  [ -n "$id" ] || continue
  if [ "$state" = CANCELLING ]; then
    # It writes its checkpoints until it has ended.
    printf '  waiting for job %s, which somebody has cancelled\n' "$id" >&2
  elif [ "$other" = "$job_name" ]; then
    printf '  %s runs already, as job %s\n' "$job_name" "$id" >&2
    exit 0
  else
    printf '  stopping job %s, which runs something else\n' "$id" >&2
    aws emr-serverless cancel-job-run --application-id "$application" --job-run-id "$id" >/dev/null
  fi
  for ((tries = 0; tries < 60; tries++)); do
    ! ended "$id" || break
    sleep "${KILLSWITCH_POLL_SECONDS:-5}"
  done
  ended "$id" || fail "Job $id does not end." 'Look at it in the console of EMR Studio, then run this again.'
done <<<"$jobs"

(cd "$work/driver" && zip -qr ../driver.zip .)
aws s3 cp "$work/driver.zip" "s3://$bucket/driver/driver.zip" --only-show-errors

# Restores of before do not matter to a detection that begins now: a window is an hour at most.
restores_since=$((($(date +%s) - 3 * 3600) * 1000))
submit="--class org.apache.spark.deploy.dotnet.DotnetRunner"
submit+=" --jars $(printf "s3://$bucket/jars/%s," "${jars[@]}" | sed 's/,$//')"
submit+=" --conf spark.dotnet.ignoreSparkPatchVersionCheck=true"
while read -r setting; do
  [[ -z $setting || $setting == \#* ]] || submit+=" --conf $setting"
done <"$here/emr-serverless.conf"
# The zip is unpacked and its program started by the runner, with what follows as its arguments.
job=$(cat <<JSON
{
  "sparkSubmit": {
    "entryPoint": "s3://$bucket/jars/$dotnet_jar",
    "entryPointArguments": [
      "s3://$bucket/driver/driver.zip", "KillSwitch.Spark.Driver",
      "--set", "bootstrap=$bootstrap",
      "--set", "starting_offsets=latest",
      "--set", "restores_since=$restores_since",
      "--set", "checkpoints=s3://$bucket/checkpoints",
      "--set", "output=s3://$bucket/output",
      "--kafka", "kafka.security.protocol=SASL_SSL",
      "--kafka", "kafka.sasl.mechanism=AWS_MSK_IAM",
      "--kafka", "kafka.sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;",
      "--kafka", "kafka.sasl.client.callback.handler.class=software.amazon.msk.auth.iam.IAMClientCallbackHandler"
    ],
    "sparkSubmitParameters": "$submit"
  }
}
JSON
)
# A limit of zero minutes is none; the default is twelve hours.
aws emr-serverless start-job-run --name "$job_name" --mode STREAMING --execution-timeout-minutes 0 \
  --application-id "$application" --execution-role-arn "$role" \
  --job-driver "$job" \
  --configuration-overrides "{\"monitoringConfiguration\":{\"s3MonitoringConfiguration\":{\"logUri\":\"s3://$bucket/logs/\"}}}" \
  --retry-policy '{"maxFailedAttemptsPerHour":5}'
