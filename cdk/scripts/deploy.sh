# ./run deploy: everything one student needs, in one account and region. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

run_deploy() {
  read_options '--student --kafka --low-cost --region --yes -c' "$@"
  need_student
  step 'Prerequisites'
  need_aws
  need_concurrency
  need_cdk
  need_jdk
  setup_app
  package_functions
  # The app refuses to put a placeholder where the functions should be.
  set_in_app require_package=true
  synthesize "$assembly"
  need_bootstrap
  build_where_restorable spark/Driver || fail 'The Spark driver cannot be built, so nothing would detect.' 'Restore Microsoft.Spark from nuget.org, then run this again.'
  fetch_jars

  node cdk/scripts/assembly.mjs summary "$assembly"
  dotnet "$program" cost --hours 1 --total "$assembly"
  confirm "This makes ${student}'s stacks in account $account, $region; they cost that until ./run destroy --student $student." "$student"

  trap stopped_deploying INT
  step 'Deploying: half an hour and more, most of it waiting for Kafka'
  cdk deploy --all --app cdk.out --require-approval never --outputs-file cdk.out/outputs.json ||
    fail 'The deployment did not end well; the messages are above.' \
      'CloudFormation has taken back what it could. Mend the cause and run the same command: what stands is kept.' \
      "Or give up: ./run destroy --student $student"
  start_detection
  trap - INT
  step 'Deployed'
  node cdk/scripts/outputs.mjs all "$outputs"
  next_steps
}

readonly outputs=$assembly/outputs.json

output() { node cdk/scripts/outputs.mjs "$1" "$outputs"; }

# Nothing there can reach the internet, so what Spark needs is uploaded from here.
fetch_jars() { spark/fetch-jars.sh "$cache/spark-jars" || fail 'The jars for the Spark job are incomplete; the messages are above.'; }

start_detection() {
  step 'Starting the detection on EMR Serverless'
  spark/run-emr-serverless.sh --application "$(output DetectionApplicationId)" --role "$(output DetectionJobRoleArn)" \
    --bucket "$(output DetectionBucket)" --bootstrap "$(output Bootstrap)" --jars "$cache/spark-jars" --detection "$(detection_file)" ||
    fail 'The stacks stand, but the detection did not start.' 'Mend the cause and run the same command again. Until then people can kill, and nothing else does.'
}

# The limits that the stacks were made with, also for what detects; relative paths are as the app sees them.
detection_file() {
  local file
  file=$(node -p 'JSON.parse(process.argv[1]).detection ?? "../src/Workflows/Detection/detection.json"' "$context")
  case $file in
    /*) printf '%s\n' "$file" ;;
    *) printf '%s\n' "$root/cdk/$file" ;;
  esac
}

stopped_deploying() {
  printf '\n' >&2
  fail 'Stopped here. CloudFormation goes on with the stack it was at, by itself.' \
    'To go on: run the same command again.' "To take it all back: ./run destroy --student $student"
}

next_steps() {
  cat <<TEXT

Next:
  1. Everybody named in the settings has two mails: confirm the subscription, and sign in with the temporary password.
  2. Let orders flow:    aws lambda invoke --function-name killswitch-order-generator-$student --invocation-type Event \\
                           --cli-binary-format raw-in-base64-out --payload '{"scenario":"normal","seconds":600}' /dev/null
  3. Let one go mad:     the same with "scenario":"panic". The mail about the kill comes within a minute or two.
  4. What to look at, and what to do when something is wrong: docs/aws/runbook.md
  5. When you are done:  ./run destroy --student $student     it costs money until then
TEXT
}
