# Stopping the detection on EMR Serverless: an application that has started can be neither deleted nor, in most of it, changed.
# Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# How often its jobs and its application are asked: ten minutes each.
readonly detection_patience=120

# STACK...: the applications of these stacks, and the jobs in them.
stop_detection() {
  local applications application
  applications=$(physical_ids AWS::EMRServerless::Application "$@") || exit 1
  for application in $applications; do
    step "Stopping the detection ($application)"
    cancel_jobs "$application"
    wait_until "the jobs of $application have ended" "$detection_patience" no_jobs "$application"
    wait_until "$application has stopped" "$detection_patience" stop_application "$application"
  done
}

# A job that ends by itself meanwhile refuses to be cancelled; whether it has ended is asked afterwards.
cancel_jobs() {
  local jobs job said
  jobs=$(jobs_in "$1" SUBMITTED PENDING SCHEDULED RUNNING QUEUED) || fail "The jobs of $1 could not be listed; the message is above."
  for job in $jobs; do
    said=$(aws emr-serverless cancel-job-run --application-id "$1" --job-run-id "$job" 2>&1) ||
      [[ $said =~ ValidationException|ResourceNotFoundException ]] || {
      refused "$said" || [ $? -eq 1 ] || fail "$job could not be cancelled; the message is above." 'Mend the cause, then run this again.'
    }
  done
}

# APPLICATION STATE...: none of an application that somebody has deleted by hand.
jobs_in() {
  local application=$1 said
  shift
  if said=$(aws emr-serverless list-job-runs --application-id "$application" --states "$@" --query 'jobRuns[].[id]' --output text 2>&1); then
    printf '%s\n' "$said"
  else
    [[ $said == *ResourceNotFoundException* ]] || refused "$said"
  fi
}

no_jobs() {
  local jobs
  jobs=$(jobs_in "$1" SUBMITTED PENDING SCHEDULED RUNNING CANCELLING QUEUED) || return
  [ -z "$jobs" ]
}

# Whether it has stopped; tells it to where it would take that. In every other state that is a ValidationException: an application that
# never ran, or that stopped by itself, is left alone, and one that is on its way to another state is asked again.
stop_application() {
  local state said
  state=$(aws emr-serverless get-application --application-id "$1" --query application.state --output text 2>&1) ||
    [[ $state == *ResourceNotFoundException* ]] || { refused "$state"; return; }
  case $state in
    CREATED | STOPPED | TERMINATED | *ResourceNotFoundException*) return 0 ;;
    STARTING | STARTED)
      said=$(aws emr-serverless stop-application --application-id "$1" 2>&1) || [[ $said == *ValidationException* ]] || { refused "$said"; return; }
      ;;
  esac
  return 1
}
