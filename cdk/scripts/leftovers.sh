# What is still there of a student, by name and by tag. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# Every kind that costs money or stands in the way of a new deployment: what to list, and what to do about it.
readonly leftover_kinds=(stacks clusters functions log_groups tables buckets keys secrets user_pools emr_applications network_interfaces networks other_resources)

# Ends with 1 if anything is left, or could not be looked at.
show_leftovers() {
  local kind found left='' complaints
  complaints=$(mktemp)
  step "What is left of $student in account $account, $region"
  for kind in "${leftover_kinds[@]}"; do
    if ! found=$("left_$kind" 2>"$complaints"); then
      left=1
      printf '  ✗ %-20s could not be looked at: %s\n' "${kind//_/ }" "$(tail -n 1 "$complaints")"
    elif [ -z "$found" ]; then
      printf '  ✓ %-20s none\n' "${kind//_/ }"
    else
      left=1
      printf '  ✗ %-20s %s\n' "${kind//_/ }" "$(paste -sd ' ' - <<<"$found")"
      printf '    %-20s %s\n' '' "$(what_to_do "$kind")"
    fi
  done
  rm -f "$complaints"
  pending_keys
  [ -z "$left" ] || fail "Something of $student is left." "Do what stands beside it, then look again: ./run destroy --student $student"
  step "Nothing of $student is left"
}

what_to_do() {
  case $1 in
    stacks) echo 'Look at its events for what stands in the way: aws cloudformation describe-stack-events --stack-name NAME' ;;
    clusters) echo 'It costs money by the hour: aws kafka delete-cluster --cluster-arn ARN' ;;
    functions) echo 'aws lambda delete-function --function-name NAME' ;;
    log_groups) echo 'A last line may have come after its group was deleted: aws logs delete-log-group --log-group-name NAME' ;;
    tables) echo 'aws dynamodb delete-table --table-name NAME' ;;
    buckets) echo 'A last access log may have come late. Run this again; it empties them.' ;;
    keys) echo 'A dollar a month each: aws kms schedule-key-deletion --key-id ARN --pending-window-in-days 7' ;;
    secrets) echo 'aws secretsmanager delete-secret --force-delete-without-recovery --secret-id NAME' ;;
    user_pools) echo 'aws cognito-idp delete-user-pool --user-pool-id ID (a domain must go first)' ;;
    emr_applications) echo 'It costs nothing while no job runs: aws emr-serverless delete-application --application-id ID' ;;
    network_interfaces) echo 'Lambda lets go of them within some 40 minutes; then run this again.' ;;
    networks) echo 'Its interfaces must go first. Then: aws ec2 delete-vpc --vpc-id ID' ;;
    other_resources) echo 'The list of tags lags behind by up to an hour. What is still named then is there: delete it by its ARN.' ;;
  esac
}

# Keeps the lines that are of this student: alice's, not malice's or alice2's. Secrets have slashes where others have hyphens.
of_student() { tr '\t' '\n' | awk -v name="[-/]$student([^a-z0-9]|\$)" '/(^|[^a-z0-9])killswitch[-\/]/ && $0 ~ name'; }

left_stacks() {
  aws cloudformation list-stacks --output text --query "StackSummaries[?StackStatus!='DELETE_COMPLETE'].[StackName]" | of_student
}
left_clusters() { aws kafka list-clusters-v2 --query 'ClusterInfoList[].[ClusterName]' --output text | of_student; }
left_functions() { aws lambda list-functions --query 'Functions[].[FunctionName]' --output text | of_student; }
left_log_groups() { aws logs describe-log-groups --query 'logGroups[].[logGroupName]' --output text | of_student; }
left_tables() { aws dynamodb list-tables --query 'TableNames[].[@]' --output text | of_student; }
left_buckets() { aws s3api list-buckets --query 'Buckets[].[Name]' --output text | of_student; }
left_secrets() { aws secretsmanager list-secrets --query 'SecretList[].[Name]' --output text | of_student; }
left_user_pools() { aws cognito-idp list-user-pools --max-results 60 --query 'UserPools[].[Name]' --output text | of_student; }
left_emr_applications() {
  aws emr-serverless list-applications --query "applications[?state!='TERMINATED'].[name]" --output text | of_student
}
left_network_interfaces() {
  aws ec2 describe-network-interfaces --query 'NetworkInterfaces[].[Description]' --output text | of_student
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
