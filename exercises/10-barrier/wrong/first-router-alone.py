import json
import sys

# Which of the group's two routers this is.
router = 1

states = [json.loads(line) for line in open("states.jsonl")]
batches = [json.loads(line) for line in open(f"batches-{router}.jsonl")]

read = 0
latest = {}


def catch_up(end):
    """The barrier: nothing is decided before the state is read to the end that it had when the batch was polled."""
    global read
    for state in states[read:end]:
        known = latest.get(state["account_id"])
        # A state that is published again is not newer, and changes nothing.
        if known is None or state["version"] > known["version"]:
            latest[state["account_id"]] = state
    read = max(read, end)


def decide(order):
    state = latest.get(order["account_id"])
    return "DROP" if state and state["status"] == "KILLED" else "ALLOW"


for batch in batches:
    catch_up(batch["state_end"])
    for order in batch["orders"]:
        print(order["order_id"], decide(order))
