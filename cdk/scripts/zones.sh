# In which zones the network is. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# What the network has endpoints of, and what has to run in it. MSK and EMR Serverless do not say in which zones they are; those of their own
# endpoints stand for that.
readonly zone_services=(lambda sts states secretsmanager kafka emr-serverless)

# Names of zones mean another place in each account, and in some there is a zone without one of the services. So the account is asked,
# unless somebody has said which, or the network stands.
choose_zones() {
  [ -z "$(setting zones)" ] || return 0
  local zones
  zones=$(standing_zones) || exit 1
  [ -n "$zones" ] || zones=$(common_zones) || exit 1
  set_in_app "zones=$zones"
  note "zones $zones"
}

# Another zone would be another subnet, which those that use it keep from going.
standing_zones() {
  aws ec2 describe-subnets --filters "Name=tag:$student_tag,Values=$student" --query 'Subnets[].[AvailabilityZone]' --output text |
    LC_ALL=C sort -u | paste -sd , - ||
    fail "The zones of ${student}'s network could not be asked; the message is above." 'Mend the cause, or name two: -c zones=ZONE,ZONE'
}

# The first two that all of the services are in, of those that the region has.
common_zones() {
  local names found
  names=$(printf "com.amazonaws.$region.%s," "${zone_services[@]}")
  found=$(aws ec2 describe-vpc-endpoint-services --filters "Name=service-name,Values=${names%,}" Name=service-type,Values=Interface \
    --query 'ServiceDetails[].[ServiceName,join(`,`,AvailabilityZones)]' --output text) ||
    fail 'Which zones have which services could not be asked; the message is above.' 'Mend the cause, or name two: -c zones=ZONE,ZONE'
  found=$(awk -F '\t' -v services="${#zone_services[@]}" '{ n = split($2, zones, ","); for (i = 1; i <= n; i++) have[zones[i]]++ }
    END { for (zone in have) if (have[zone] == services) print zone }' <<<"$found" | LC_ALL=C sort | head -n 2 | paste -sd , -)
  [[ $found == *,* ]] || fail "Fewer than two zones of $region have all services that this needs (${zone_services[*]})." \
    'Take another region, with --region. Or, if you know better, name two zones: -c zones=ZONE,ZONE'
  printf '%s\n' "$found"
}
