# ./run destroy: takes everything of a student away, and looks whether it is gone. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

run_destroy() {
  read_options '--student --region --yes' "$@"
  need_student
  step 'Prerequisites'
  need_aws
  need_cdk
  setup_app
  # The assembly names the stacks. What is in them is asked of CloudFormation, so other settings than at deployment do no harm.
  synthesize "$assembly"
  local standing
  standing=$(standing_stacks)
  if [ -n "$standing" ]; then
    note "stacks of $student: $(tr '\n' ' ' <<<"$standing")"
    confirm "This deletes them in account $account, $region, with all orders, incidents and audits in them." "$student"
    trap stopped_destroying INT
    stop_detection
    empty_buckets
    step 'Deleting the stacks: half an hour and more, as Lambda lets go of its network interfaces slowly'
    # shellcheck disable=SC2046
    cdk destroy --force --app cdk.out $(own_stacks | cut -d ' ' -f 1) ||
      note 'Not everything could be deleted; the messages are above, and what is left below.'
    trap - INT
  else
    note "no stack of $student stands"
  fi
  show_leftovers
}

own_stacks() { node cdk/scripts/assembly.mjs own "$assembly"; }

# Of the student's stacks those that CloudFormation has.
standing_stacks() {
  local stack
  while read -r _ stack; do
    aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackName' --output text 2>/dev/null || true
  done < <(own_stacks)
}

# TYPE: the physical ids of all resources of that type in the standing stacks, one a line.
physical_ids() {
  local stack
  while IFS= read -r stack; do
    aws cloudformation list-stack-resources --stack-name "$stack" --output text \
      --query "StackResourceSummaries[?ResourceType=='$1' && ResourceStatus!='DELETE_COMPLETE'].[PhysicalResourceId]"
  done <<<"$standing"
}

# An application with a running job cannot be deleted.
stop_detection() {
  local application job
  for application in $(physical_ids AWS::EMRServerless::Application); do
    step "Stopping the detection ($application)"
    for job in $(running_jobs "$application"); do
      aws emr-serverless cancel-job-run --application-id "$application" --job-run-id "$job" >/dev/null
    done
    wait_until "the jobs of $application have ended" no_jobs "$application"
    aws emr-serverless stop-application --application-id "$application"
    wait_until "$application has stopped" is_stopped "$application"
  done
}

running_jobs() {
  aws emr-serverless list-job-runs --application-id "$1" --states SUBMITTED PENDING SCHEDULED RUNNING CANCELLING QUEUED \
    --query 'jobRuns[].[id]' --output text
}

no_jobs() {
  local jobs
  jobs=$(running_jobs "$1") && [ -z "$jobs" ]
}

is_stopped() {
  case $(aws emr-serverless get-application --application-id "$1" --query application.state --output text) in
    STOPPED | CREATED | TERMINATED) return 0 ;;
    *) return 1 ;;
  esac
}

# WHAT COMMAND...: asks every few seconds, for ten minutes.
wait_until() {
  local what=$1 tries
  shift
  for ((tries = 0; tries < 120; tries++)); do
    ! "$@" || return 0
    sleep "${KILLSWITCH_POLL_SECONDS:-5}"
  done
  fail "Waited ten minutes, and still not: $what." 'Look at it in the console, then run this again.'
}

# CloudFormation deletes no bucket that holds anything, and what is locked in governance mode goes only to who says so.
empty_buckets() {
  local bucket
  for bucket in $(physical_ids AWS::S3::Bucket); do
    step "Emptying $bucket"
    empty_bucket "$bucket"
  done
}

empty_bucket() {
  local batch failed
  batch=$(mktemp)
  while
    aws s3api list-object-versions --bucket "$1" --max-items 500 --output json \
      --query '{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}, Quiet: `true`}' >"$batch" ||
      fail "What is in $1 could not be listed; the message is above." 'Mend the cause, then run this again.'
    grep -q '"Key"' "$batch"
  do
    # It reports what it could not delete in its answer, and ends well.
    failed=$(aws s3api delete-objects --bucket "$1" --delete "file://$batch" --bypass-governance-retention --query 'Errors[0].[Key,Message]' --output text)
    [ -z "$failed" ] || [ "$failed" = None ] || fail "Not everything in $1 can be deleted: $failed" \
      'Locked objects need s3:BypassGovernanceRetention. Ask whoever owns the account, or wait until the retention is over.'
  done
  rm -f "$batch"
}

stopped_destroying() {
  printf '\n' >&2
  fail 'Stopped here. CloudFormation goes on with the stack it was at, by itself.' "To go on: ./run destroy --student $student"
}
