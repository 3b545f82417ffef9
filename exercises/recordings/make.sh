#!/usr/bin/env bash
# Makes the recording that exercises read, anew: a minute of a stack of its own, in which a detector kills, people kill, give back, and
# leave one scope killed. Its topics are written down record by record. Answers are worked out from the recording, so they follow it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly to=exercises/recordings/a-minute data=$(mktemp -d)
trap 'kill %1 2>/dev/null; wait; rm -rf "$data"' EXIT
in_it() { ./run "$@" --data "$data"; }

./run local --data "$data" --api-port 0 --states-port 0 --steps-port 0 --dynamodb-port 0 --quiet >"$data.log" 2>&1 &
until grep -q 'KillSwitch is ready' "$data.log"; do sleep 0.2; done

./run orders panic --seconds 26 --seed 20 --data "$data" &
readonly orders=$!
sleep 9
in_it unkill ACCOUNT:12345 'the loop is stopped, positions are flat' --as alice
in_it approve ACCOUNT:12345 'it was me who asked' --as alice || true
sleep 1
in_it approve ACCOUNT:12345 'spoke to the desk, the fix is in' --as bob
in_it kill SYMBOL:TSLA 'news is coming' --as alice
sleep 2
in_it unkill SYMBOL:TSLA 'news is out' --as carol
in_it reject SYMBOL:TSLA 'not yet, the halt is still on' --as bob
sleep 1
in_it unkill SYMBOL:TSLA 'the halt is over' --as alice
in_it approve SYMBOL:TSLA 'seen' --as carol
in_it kill STRATEGY:MANUAL 'nobody is at the desk' --as bob
wait "$orders"

mkdir -p "$to"
for topic in orders.v1 orders.gated.v1 risk_signals.v1 killswitch.commands.v1 killswitch.state.v1 audit.v1; do
  # By time: that is how somebody reads what happened.
  in_it tail "$topic" --json --exit --from beginning | sort -t: -k4,4n -s >"$to/$topic.jsonl"
done
