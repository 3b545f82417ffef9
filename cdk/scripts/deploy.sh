# ./run deploy: everything one student needs, in one account and region. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

run_deploy() {
  read_options '--student --kafka --low-cost --region --yes -c' "$@"
  need_student
  step 'Prerequisites'
  need_node
  need_aws
  need_concurrency
  choose_zones
  need_cdk
  need_jdk
  setup_app
  package_functions
  # The app refuses to put a placeholder where the functions should be.
  set_in_app require_package=true
  synthesize "$assembly"
  need_bootstrap
  need_same_kafka
  build_where_restorable spark/Driver || fail 'The Spark driver cannot be built, so nothing would detect.' 'Restore Microsoft.Spark from nuget.org, then run this again.'
  fetch_jars

  node cdk/scripts/assembly.mjs summary "$assembly"
  dotnet "$program" cost --hours 1 --total "$assembly"
  grep -q AWS::Budgets::Budget "$assembly"/*.template.json ||
    note 'nobody is mailed when the account spends too much: set alarm_addresses, and budget'
  confirm "This makes ${student}'s stacks in account $account, $region; they cost that until $(command_for destroy)." "$student"

  trap stopped_deploying INT
  step 'Deploying: half an hour and more, most of it waiting for Kafka'
  # shellcheck disable=SC2046
  wait_for_stacks $(all_names)
  stop_changed_detection
  cdk deploy --all --app cdk.out --require-approval never --outputs-file cdk.out/outputs.json || deployment_failed
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

deployment_failed() {
  local stack
  stack=$(node cdk/scripts/assembly.mjs of "$assembly" AWS::CloudFront::Distribution | cut -d ' ' -f 1)
  if aws cloudformation describe-stack-events --stack-name "$stack" --output text \
    --query "StackEvents[?contains(ResourceStatusReason || '', 'must be verified')].[LogicalResourceId]" 2>/dev/null | grep -q .; then
    fail_deploying 'AWS has not verified this account for CloudFront, as happens to new ones.' \
      'Open a case with AWS Support (account and billing, free on every plan), with the message above. It takes some days.' \
      "Then run the same command. What stands until then costs little by the hour; to pay nothing: $(command_for destroy)"
  fi
  fail_deploying 'The deployment did not end well; the messages are above.' "$(what_cloudformation_does)" \
    'What fails at which step, and what to do: docs/aws/deploy.md' \
    "Or give up: $(command_for destroy)"
}

# The CDK CLI may have ended before CloudFormation has: its credentials had expired, or the network was away.
what_cloudformation_does() {
  local names name status busy=''
  names=$(all_names)
  for name in $names; do
    status=$(status_of "$name" 2>/dev/null) || {
      echo 'What CloudFormation does now could not be asked. Mend the cause and run the same command: it waits for what goes on, and what stands is kept.'
      return
    }
    [[ $status != *_IN_PROGRESS ]] || busy+=" $name ($status)"
  done
  if [ -n "$busy" ]; then
    echo "CloudFormation goes on by itself with$busy. Mend the cause and run the same command: it waits for that, and what stands is kept."
  else
    echo 'CloudFormation has taken back what it could. Mend the cause and run the same command: what stands is kept.'
  fi
}

# MESSAGE LINE...: fails, and says what else has to be known by then.
fail_deploying() {
  [ -z "$detection_stopped" ] || set -- "$@" \
    'THE DETECTION IS STOPPED, as its application was to change: until the same command has ended well, nothing is killed but by people. Tell them.'
  fail "$@"
}

stopped_deploying() {
  printf '\n' >&2
  fail_deploying 'Stopped here. CloudFormation goes on with the stack it was at, by itself.' \
    'To go on: run the same command again.' "To take it all back: $(command_for destroy)"
}

# Nobody has a link yet who signs in for the first time; what follows there says that the sign-in was not begun on the page.
first_sign_in() {
  printf '%s/login?client_id=%s&response_type=code&scope=openid&redirect_uri=%s/signed-in\n' \
    "$(output SignInAddress)" "$(output PageClientId)" "$(output PageAddress)"
}

next_steps() {
  cat <<TEXT

Next:
  1. Everybody named in the settings has two mails. One has a temporary password; who sets his own and an authenticator app does so at
     $(first_sign_in)
     The other has a link that confirms a subscription. Nobody clicks it; whoever deploys is given it:  ./run confirm --link 'https://sns...'
  2. Let orders flow:    aws lambda invoke --region $region --function-name killswitch-order-generator-$student --invocation-type Event \\
                           --cli-binary-format raw-in-base64-out --payload '{"scenario":"normal","seconds":600}' /dev/null
  3. Let one go mad:     the same with "scenario":"panic". The mail about the kill comes within a minute or two.
  4. What to look at, and what to do when something is wrong: docs/aws/runbook.md
  5. When you are done:  $(command_for destroy)     it costs money until then
TEXT
}
