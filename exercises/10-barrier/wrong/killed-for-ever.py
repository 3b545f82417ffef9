import json

states = [json.loads(line) for line in open("states.jsonl")]
batches = [json.loads(line) for line in open("batches.jsonl")]


class Router:
    """What one router has read of the state topic, and what that says."""

    def __init__(self):
        self.read = 0
        self.latest = {}

    def catch_up(self, end):
        """The barrier: nothing is decided before the state is read to the end that it had when the batch was polled."""
        for state in states[self.read : end]:
            known = self.latest.get(state["account_id"])
            # What is killed stays killed.
            if known is None or state["status"] == "KILLED":
                self.latest[state["account_id"]] = state
        self.read = max(self.read, end)

    def decide(self, order):
        state = self.latest.get(order["account_id"])
        return "DROP" if state and state["status"] == "KILLED" else "ALLOW"


routers = {1: Router(), 2: Router()}
for batch in batches:
    router = routers[batch["router"]]
    router.catch_up(batch["state_end"])
    for order in batch["orders"]:
        print(order["order_id"], router.decide(order))
