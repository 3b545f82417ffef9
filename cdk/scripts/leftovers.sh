# What is still there of a student, by name and by tag. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# Every kind that costs money or stands in the way of a new deployment: what to list, and what to do about it.
readonly leftover_kinds=(
  stacks clusters functions log_groups tables buckets keys secrets user_pools emr_applications network_interfaces endpoints networks
  other_resources other_regions
)

# Ends with 1 if anything is left, or could not be looked at; says what that costs until it is gone.
show_leftovers() {
  local kind found left='' unseen='' complaints price charges all_charges=()
  complaints=$(mktemp)
  step "What is left of $student in account $account, $region"
  for kind in "${leftover_kinds[@]}"; do
    if ! found=$("left_$kind" 2>"$complaints"); then
      left=1 unseen=1
      printf '  ✗ %-20s could not be looked at: %s\n' "${kind//_/ }" "$(tail -n 1 "$complaints")"
    elif [ -z "$found" ]; then
      printf '  ✓ %-20s none\n' "${kind//_/ }"
    else
      left=1
      read -ra charges < <(charges_of "$kind" "$found" | tr '\n' ' ') || true
      all_charges+=(${charges[@]+"${charges[@]}"})
      price=$(cost_an_hour ${charges[@]+"${charges[@]}"})
      [ "$kind" != other_regions ] || unseen=1 price='what is there was not looked at'
      printf '  ✗ %-20s %s\n' "${kind//_/ }" "$(cut -f 1 <<<"$found" | paste -sd ' ' -)"
      printf '    %-20s %s: %s\n' '' "$price" "$(what_to_do "$kind")"
    fi
  done
  rm -f "$complaints"
  pending_keys
  [ -n "$left" ] || { step "Nothing of $student is left in $region, and no bucket anywhere else"; return 0; }
  fail "Something of $student is left. It costs $(cost_an_hour ${all_charges[@]+"${all_charges[@]}"})${unseen:+, and what was not looked at is not in that}." \
    "Do what stands beside it, then look again: $(command_for destroy)"
}

# PRICE=COUNT...: by the list of prices that the estimate has, too.
cost_an_hour() {
  [ $# -gt 0 ] || { echo 'nothing by the hour'; return; }
  dotnet "$program" left "$@" 2>/dev/null || echo 'money by the hour, how much the list of prices does not know'
}

# KIND FOUND: what it is charged for, PRICE=COUNT a line. Of most, nothing as long as nobody uses them.
charges_of() {
  case $1 in
    keys) echo "key=$(wc -l <<<"$2" | tr -d ' ')" ;;
    secrets) echo "secret=$(wc -l <<<"$2" | tr -d ' ')" ;;
    # What each is charged for stands behind its name.
    clusters | endpoints | emr_applications) cut -f 2 <<<"$2" | grep = || true ;;
    other_resources)
      sed -n -e 's/.*:wafv2:.*/web-acl=1/p' -e 's/.*:cloudwatch:.*:alarm:.*/alarm-metric=1/p' <<<"$2"
      ;;
  esac
}

what_to_do() {
  case $1 in
    stacks) echo 'Look at its events for what stands in the way: aws cloudformation describe-stack-events --stack-name NAME' ;;
    clusters) echo 'aws kafka delete-cluster --cluster-arn ARN (aws kafka list-clusters-v2 names it)' ;;
    functions) echo 'aws lambda delete-function --function-name NAME' ;;
    log_groups) echo 'A last line may have come after its group was deleted: aws logs delete-log-group --log-group-name NAME' ;;
    tables) echo 'aws dynamodb delete-table --table-name NAME' ;;
    buckets) echo 'Run this again: it empties the buckets of a stack that stands. One without a stack is emptied and deleted in the console.' ;;
    keys) echo 'aws kms schedule-key-deletion --key-id ARN --pending-window-in-days 7' ;;
    secrets) echo 'aws secretsmanager delete-secret --force-delete-without-recovery --secret-id NAME' ;;
    user_pools) echo 'aws cognito-idp delete-user-pool --user-pool-id ID (a domain must go first)' ;;
    emr_applications) echo 'Run this again: it stops the job. Else: aws emr-serverless delete-application --application-id ID' ;;
    network_interfaces) echo 'Lambda lets go of them by and by, mostly within half an hour; then run this again.' ;;
    endpoints) echo 'aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ID' ;;
    networks) echo 'Its interfaces must go first. Then: aws ec2 delete-vpc --vpc-id ID' ;;
    other_regions) echo "./run destroy --student $student --region REGION" ;;
    other_resources) echo 'The list of tags lags behind by up to an hour. What is still named then is there: delete it by its ARN.' ;;
  esac
}

# Keeps the names that are of this student: alice's, not malice's or alice2's, nor those of somebody else in which her name stands elsewhere.
of_student() { tr '\t' '\n' | rows_of_student; }

# The same of rows whose first column is the name. It ends in the student's; those that CloudFormation chose begin with the stack's, and go on
# with a capital.
rows_of_student() {
  awk -F '\t' -v given="(^|[/-])killswitch[/-]([A-Za-z-]+-)?$student\$" -v chosen="(^|/)killswitch-[a-z]+-$student-[A-Z]" \
    '$1 ~ given || $1 ~ chosen'
}

# What all students share is nobody's, whatever somebody is called.
left_stacks() {
  aws cloudformation list-stacks --output text --query "StackSummaries[?StackStatus!='DELETE_COMPLETE'].[StackName]" | of_student |
    { grep -v -x -F killswitch-account || true; }
}
left_clusters() {
  aws kafka list-clusters-v2 --output text \
    --query 'ClusterInfoList[].[ClusterName,ClusterType,Provisioned.NumberOfBrokerNodes,Provisioned.BrokerNodeGroupInfo.InstanceType]' |
    awk -F '\t' '{ print $1 "\t" ($2 == "PROVISIONED" ? "msk-broker/" $4 "=" $3 : "msk-serverless-cluster=1") }' | rows_of_student
}
left_functions() { aws lambda list-functions --query 'Functions[].[FunctionName]' --output text | of_student; }
left_log_groups() { aws logs describe-log-groups --query 'logGroups[].[logGroupName]' --output text | of_student; }
left_tables() { aws dynamodb list-tables --query 'TableNames[].[@]' --output text | of_student; }
left_buckets() {
  local names
  names=$(student_buckets) || return 1
  grep -e "-$account-$region\$" <<<"$names" || true
}
# Where else something stands: the network's bucket is among the first things of a deployment, and among the last that go.
left_other_regions() {
  local names
  names=$(student_buckets) || return 1
  sed -n "s/.*-$account-//p" <<<"$names" | LC_ALL=C sort -u | { grep -v -x -F "$region" || true; }
}
# Of all regions, as S3 lists them; their names end in theirs.
student_buckets() {
  aws s3api list-buckets --query 'Buckets[].[Name]' --output text | tr '\t' '\n' |
    { grep "^killswitch-[a-z-]*-$student-$account-" || true; }
}
left_secrets() { aws secretsmanager list-secrets --query 'SecretList[].[Name]' --output text | of_student; }
# The AWS CLI wants to be told how many, and then does not turn the page by itself.
left_user_pools() {
  local page token=''
  while
    page=$(aws cognito-idp list-user-pools --max-results 60 ${token:+--next-token "$token"} --output text \
      --query '[[NextToken], UserPools[].Name]') || return 1
    tail -n +2 <<<"$page" | of_student
    token=$(head -n 1 <<<"$page")
    [ -n "$token" ] && [ "$token" != None ]
  do :; done
}
left_emr_applications() {
  aws emr-serverless list-applications --query "applications[?state!='TERMINATED'].[name,state]" --output text |
    awk -F '\t' '{ print $1 ($2 ~ /^START/ ? "\tspark-job=1" : "") }' | rows_of_student
}
# Of the student's networks, as the interfaces of Kafka and Spark have no names.
left_network_interfaces() {
  local networks network
  networks=$(left_networks) || return 1
  for network in $networks; do interfaces_in "$network" || return 1; done | cut -f 1
}
# They bear no tag; their networks do.
left_endpoints() {
  local networks
  networks=$(left_networks) || return 1
  [ -n "$networks" ] || return 0
  aws ec2 describe-vpc-endpoints --filters "Name=vpc-id,Values=$(paste -sd , - <<<"$networks")" --output text \
    --query "VpcEndpoints[?VpcEndpointType=='Interface' && State!='deleted'].[VpcEndpointId,length(SubnetIds)]" |
    awk -F '\t' '{ print $1 "\tinterface-endpoint=" $2 }'
}
left_networks() {
  aws ec2 describe-vpcs --filters "Name=tag:$student_tag,Values=$student" --query 'Vpcs[].[VpcId]' --output text
}

# A key is never deleted at once: it waits, costs nothing, and only then is gone.
left_keys() { student_keys Enabled Disabled PendingImport; }

pending_keys() {
  local waiting
  waiting=$(student_keys PendingDeletion 2>/dev/null | wc -l) || return 0
  [ "$waiting" -eq 0 ] || note "keys that wait for their deletion, at no cost: $waiting"
}

# STATE...: the student's keys in one of these states.
student_keys() {
  local arns arn state wanted
  arns=$(tagged) || return 1
  for arn in $(grep ':kms:' <<<"$arns"); do
    state=$(aws kms describe-key --key-id "$arn" --query KeyMetadata.KeyState --output text) || return 1
    for wanted in "$@"; do [ "$state" != "$wanted" ] || printf '%s\n' "$arn"; done
  done
}

# Of what bears the student's tag, all that is not looked at by its own service above.
left_other_resources() {
  local arns seen=':(cloudformation|kafka|lambda|logs|dynamodb|s3|kms|secretsmanager|emr-serverless):|:ec2:.*:(network-interface|vpc)/'
  arns=$(tagged) || return 1
  grep -v -E "$seen|^$" <<<"$arns" || true
}

# The tag that the app puts on everything.
readonly student_tag=killswitch:student

tagged() {
  aws resourcegroupstaggingapi get-resources --tag-filters "Key=$student_tag,Values=$student" \
    --query 'ResourceTagMappingList[].[ResourceARN]' --output text | tr '\t' '\n'
}
