# What functions and jobs leave behind in the network. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# Others have seen half an hour, and now and then more than one.
readonly most_minutes=60

# How long it has been waited in all: another attempt to delete the network does not begin anew.
waited_minutes=0

# STACK...: waits until nothing but the endpoints has an interface in their networks. Subnets and security group cannot go before, and
# Lambda gives its interfaces up long after its functions. Those it has let go of but not deleted are deleted here; those in use, nobody can.
wait_for_interfaces() {
  local networks network found count
  networks=$(physical_ids AWS::EC2::VPC "$@") || exit 1
  for network in $networks; do
    while
      found=$(interfaces_in "$network") ||
        fail "The interfaces in $network could not be listed; the message is above." 'Mend the cause, then run this again.'
      [ -n "$found" ]
    do
      count=$(wc -l <<<"$found" | tr -d ' ')
      if [ "$waited_minutes" -ge "$most_minutes" ]; then
        note "$count network interfaces are left after $waited_minutes minutes. They cost nothing, and the network's endpoints do: so it is tried."
        return
      fi
      note "network interfaces that Lambda and others have not let go of: $count, after $waited_minutes of at most $most_minutes minutes"
      delete_available <<<"$found"
      sleep "${KILLSWITCH_POLL_SECONDS:-60}"
      waited_minutes=$((waited_minutes + 1))
    done
  done
}

# NETWORK: an interface a line, with its status. An endpoint's goes with its endpoint.
interfaces_in() {
  aws ec2 describe-network-interfaces --filters "Name=vpc-id,Values=$1" --output text \
    --query "NetworkInterfaces[?InterfaceType!='vpc_endpoint'].[NetworkInterfaceId,Status]"
}

# One that is taken up or deleted by somebody else meanwhile refuses; the next look tells.
delete_available() {
  local id status
  while read -r id status; do
    [ "$status" != available ] || aws ec2 delete-network-interface --network-interface-id "$id" || note "$id is not to be deleted yet"
  done
}
