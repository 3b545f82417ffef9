# ./run destroy: takes everything of a student away, and looks whether it is gone. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# How often stacks are deleted again: something may have been written into a bucket between its emptying and its end.
readonly most_attempts=3

run_destroy() {
  read_options '--student --region --yes' "$@"
  need_student
  step 'Prerequisites'
  need_node
  need_aws
  need_cdk
  setup_app
  # The assembly names the stacks. What is in them is asked of CloudFormation, so the student's other settings are not read: one that has become
  # wrong must not keep anything standing.
  synthesize_options "$assembly"
  local standing
  standing=$(standing_stacks) || exit 1
  if [ -n "$standing" ]; then
    note "stacks of $student: $(tr '\n' ' ' <<<"$standing")"
    confirm "This deletes them in account $account, $region, with all orders, incidents and audits in them." "$student"
    trap stopped_destroying INT
    delete_stacks
    trap - INT
  else
    note "no stack of $student stands"
  fi
  show_leftovers
}

# The network last, and by itself: what stands in its way goes by and by, when all others are gone.
delete_stacks() {
  local above
  # shellcheck disable=SC2046
  wait_for_stacks $(own_names)
  above=$(above_network) || exit 1
  if [ -n "$above" ]; then
    # shellcheck disable=SC2086
    stop_detection $above
    step 'Deleting all stacks but the network: a quarter of an hour and more'
    # shellcheck disable=SC2046
    delete_until_gone empty_above $(own_stacks | tail -n +2 | cut -d ' ' -f 1) || return 0
  fi
  stands "$(network_stack)" || return 0
  step 'Deleting the network: it waits until Lambda has let go of its interfaces, mostly half an hour'
  delete_until_gone clear_network "$(network_id)" || return 0
}

# PREPARATION ID...: the stacks of the app that have these ids.
delete_until_gone() {
  local prepare=$1 attempt
  shift
  for ((attempt = 1; attempt <= most_attempts; attempt++)); do
    "$prepare"
    ! cdk destroy --force --app cdk.out "$@" || return 0
    note "Not everything could be deleted; the messages are above. That was attempt $attempt of $most_attempts."
    # shellcheck disable=SC2046
    wait_for_stacks $(own_names)
  done
  return 1
}

# The standing stacks but the network's.
above_network() {
  local all
  all=$(standing_stacks) || exit 1
  grep -v -x -F "$(network_stack)" <<<"$all" || true
}

empty_above() {
  local above
  above=$(above_network) || exit 1
  # shellcheck disable=SC2086
  empty_buckets $above
}

clear_network() {
  local stack
  stack=$(network_stack)
  stands "$stack" || return 0
  wait_for_interfaces "$stack"
  refuse_access_logs "$stack"
  empty_buckets "$stack"
}

stopped_destroying() {
  printf '\n' >&2
  fail 'Stopped here. CloudFormation goes on with the stack it was at, by itself.' "To go on: $(command_for destroy)"
}
