# The student's stacks, as the assembly names them and CloudFormation has them. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# The app's id and the stack's name of each, in the order of their deployment. The first is the network's, on which all others stand.
own_stacks() { node cdk/scripts/assembly.mjs own "$assembly"; }
network_id() { own_stacks | head -n 1 | cut -d ' ' -f 1; }
network_stack() { own_stacks | head -n 1 | cut -d ' ' -f 2; }

# Of the student's stacks those that CloudFormation has, one a line. That it cannot be asked does not mean that there are none.
standing_stacks() {
  local all stack
  all=$(own_stacks) || fail 'The assembly does not say which stacks there are; the message is above.'
  while read -r _ stack; do
    if stands "$stack"; then printf '%s\n' "$stack"; fi
  done <<<"$all"
}

# STACK
stands() {
  local status
  status=$(status_of "$1") || exit 1
  [ -n "$status" ]
}

# STACK: what CloudFormation says of it; nothing where it has none of that name.
status_of() {
  local said
  if said=$(aws cloudformation describe-stacks --stack-name "$1" --query 'Stacks[0].StackStatus' --output text 2>&1); then
    printf '%s\n' "$said"
  else
    [[ $said == *'does not exist'* ]] && return 0
    printf '%s\n' "$said" >&2
    fail "CloudFormation could not be asked for $1; the message is above." 'Mend the cause, then run this again.'
  fi
}

# How often a stack is asked whether CloudFormation is through with it: two hours, longer than any of them takes.
readonly stack_patience=1440

# STACK...: waits until CloudFormation is at none of them, as it may be after a Ctrl-C. It would refuse what comes next, and the CDK CLI does not
# wait.
wait_for_stacks() {
  local stack
  for stack; do
    is_settled "$stack" && continue
    note "CloudFormation is still at $stack ($(status_of "$stack")): this waits until it is through"
    wait_until "CloudFormation is through with $stack" "$stack_patience" is_settled "$stack"
  done
}

# STACK: whether it takes a change. One in review has been promised a change, and waits for it.
is_settled() {
  local status
  status=$(status_of "$1") || exit 1
  [[ $status != *_IN_PROGRESS || $status == REVIEW_IN_PROGRESS ]]
}

# The names of the student's stacks, and of those that all students share.
own_names() { own_stacks | cut -d ' ' -f 2; }
all_names() { node cdk/scripts/assembly.mjs names "$assembly"; }

# TYPE STACK...: the physical ids of all resources of that type in these stacks that are still there, one a line.
physical_ids() {
  local type=$1 stack
  shift
  for stack in "$@"; do
    aws cloudformation list-stack-resources --stack-name "$stack" --output text \
      --query "StackResourceSummaries[?ResourceType=='$type' && ResourceStatus!='DELETE_COMPLETE'].[PhysicalResourceId]" ||
      fail "What is in $stack could not be listed; the message is above." 'Mend the cause, then run this again.'
  done
}

# WHAT MOST COMMAND...: asks every few seconds, MOST times. The command ends with 0 if it is so, 1 if not yet, 2 if it cannot be found out.
wait_until() {
  local what=$1 most=$2 tries answer
  shift 2
  for ((tries = 0; tries < most; tries++)); do
    answer=0
    "$@" || answer=$?
    case $answer in
      0) return 0 ;;
      1) ;;
      *) fail "It cannot be found out whether $what; the message is above." 'Mend the cause, then run this again.' ;;
    esac
    sleep "${KILLSWITCH_POLL_SECONDS:-5}"
  done
  fail "Waited $((most * 5 / 60)) minutes, and still not: $what." 'Look at it in the console, then run this again.'
}

# MESSAGE: shows what a call was refused with, and ends with 1 if the same call may be answered a little later. Of credentials, rights and
# arguments the answer stays the same: 2.
refused() {
  printf '%s\n' "$1" >&2
  [[ $1 =~ Throttl|TooManyRequests|RequestLimitExceeded|Rate\ exceeded|Internal(Server|Failure|Error)|Unavailable|onnect|imed\ out|imeout ]] || return 2
  return 1
}
