# What stands already, and what a deployment may do with it. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# A cluster of one kind does not become one of the other. CloudFormation would make the other one first, and then refuse, as the rest of the
# stacks still uses what the old one exports.
need_same_kafka() {
  local type other=AWS::MSK::Cluster kind=serverless standing=provisioned stack
  type=AWS::MSK::ServerlessCluster
  if [ -z "$(node cdk/scripts/assembly.mjs of "$assembly" "$type")" ]; then
    type=AWS::MSK::Cluster other=AWS::MSK::ServerlessCluster kind=provisioned standing=serverless
  fi
  stack=$(node cdk/scripts/assembly.mjs of "$assembly" "$type" | cut -d ' ' -f 1)
  stands "$stack" || return 0
  local found
  found=$(physical_ids "$other" "$stack") || exit 1
  [ -z "$found" ] || fail "${student}'s stacks stand with kafka=$standing, and this would be kafka=$kind: one does not become the other." \
    "To keep what stands: --kafka $standing, or \"kafka\": \"$standing\" in cdk/deployments/$student.json." \
    "To change it: $(command_for destroy) first, with all orders, incidents and audits."
}

# Whether a deployment that does not end well leaves it stopped.
detection_stopped=''

# EMR Serverless refuses most changes of an application that has started. The job is started again after the deployment.
stop_changed_detection() {
  local stack changed
  stack=$(node cdk/scripts/assembly.mjs of "$assembly" AWS::EMRServerless::Application | cut -d ' ' -f 1)
  stands "$stack" || return 0
  changed=$(aws cloudformation get-template --stack-name "$stack" --query TemplateBody --output json |
    node cdk/scripts/assembly.mjs changed "$assembly" "$stack" AWS::EMRServerless::Application) ||
    fail "The template of $stack could not be compared; the message is above." 'Mend the cause, then run this again.'
  [ -n "$changed" ] || return 0
  detection_stopped=true
  stop_detection "$stack"
}
