import json

states = [json.loads(line) for line in open("states.jsonl")]
batches = [json.loads(line) for line in open("batches.jsonl")]

# What this router has read of the state topic so far.
killed = {}
read = {1: 0, 2: 0}

for batch in batches:
    for order in batch["orders"]:
        print(order["order_id"], "ALLOW")
