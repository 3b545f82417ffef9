import json
import sys

# Which of the group's two routers this is.
router = sys.argv[1]

states = [json.loads(line) for line in open("states.jsonl")]
batches = [json.loads(line) for line in open(f"batches-{router}.jsonl")]

for batch in batches:
    for order in batch["orders"]:
        print(order["order_id"], "ALLOW")
