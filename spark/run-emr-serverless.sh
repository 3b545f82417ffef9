#!/usr/bin/env bash
# Publishes the driver and starts it as a streaming job on EMR Serverless.
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

# EMR 7.6 and 7.7. Microsoft.Spark 2.3.1 knows Spark 3.5.0 to 3.5.3, and no later one.
readonly spark_version=3.5.3
# Microsoft.Spark's jar is in its NuGet package; the others are on Maven Central.
readonly dotnet_jar=microsoft-spark-3-5_2.12-2.3.1.jar
readonly jars=(
  "spark-sql-kafka-0-10_2.12-$spark_version.jar"
  "spark-token-provider-kafka-0-10_2.12-$spark_version.jar"
  kafka-clients-3.4.1.jar
  commons-pool2-2.11.1.jar
  aws-msk-iam-auth-2.3.5-all.jar
)

if [ -n "$jars_from" ]; then
  for jar in "$dotnet_jar" "${jars[@]}"; do
    [ -f "$jars_from/$jar" ] || fail "$jars_from has no $jar." 'spark/README.md says where each comes from.'
    aws s3 cp "$jars_from/$jar" "s3://$bucket/jars/$jar" --only-show-errors
  done
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish "$here/Driver" -c Release -r "$runtime" --self-contained -o "$work/driver" -v quiet >&2 ||
  fail 'The driver could not be published; the messages are above.' 'It needs the package Microsoft.Spark 2.3.1 from nuget.org.'
cp "$detection" "$work/driver/pipeline/detection.json"
(cd "$work/driver" && zip -qr ../driver.zip .)
aws s3 cp "$work/driver.zip" "s3://$bucket/driver/driver.zip" --only-show-errors

submit="--class org.apache.spark.deploy.dotnet.DotnetRunner"
submit+=" --jars $(printf "s3://$bucket/jars/%s," "${jars[@]}" | sed 's/,$//')"
submit+=" --conf spark.dotnet.ignoreSparkPatchVersionCheck=true"
submit+=" --conf spark.dynamicAllocation.maxExecutors=2 --conf spark.executor.cores=2 --conf spark.executor.memory=4g --conf spark.driver.memory=4g"
# The zip is unpacked and its program started by the runner, with what follows as its arguments.
job=$(cat <<JSON
{
  "sparkSubmit": {
    "entryPoint": "s3://$bucket/jars/$dotnet_jar",
    "entryPointArguments": [
      "s3://$bucket/driver/driver.zip", "KillSwitch.Spark.Driver",
      "--set", "bootstrap=$bootstrap",
      "--set", "starting_offsets=latest",
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
aws emr-serverless start-job-run --name killswitch-detection --mode STREAMING \
  --application-id "$application" --execution-role-arn "$role" \
  --job-driver "$job" \
  --configuration-overrides "{\"monitoringConfiguration\":{\"s3MonitoringConfiguration\":{\"logUri\":\"s3://$bucket/logs/\"}}}" \
  --retry-policy '{"maxFailedAttemptsPerHour":5}'
