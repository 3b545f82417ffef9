"""Prints the report of the recording: python3 report.py >report.csv, from the project's folder."""

import json
import sys
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

topics = Path(sys.argv[1] if len(sys.argv) > 1 else "exercises/recordings/a-minute")


def records(topic):
    with open(topics / f"{topic}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line, parse_float=Decimal) for line in lines]


def utc(ts):
    return datetime.fromtimestamp(ts / 1000, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


commands = {command["value"]["cmd_id"]: command["value"] for command in records("killswitch.commands.v1")}
states = records("killswitch.state.v1")
audits = [audit["value"] for audit in records("audit.v1")]

print("scope,killed,restored,seconds,orders_held_back,notional_held_back_usd,killed_by,asked_by,approved_by")
for killed in (state for state in states if state["value"]["status"] == "KILLED"):
    incident = killed["value"]["incident_id"]
    mine = [audit for audit in audits if audit.get("incident_id") == incident]
    restored = next((s for s in states if s["value"]["incident_id"] == incident and s["value"]["status"] == "ACTIVE"), None)
    approval = next((a for a in mine if a.get("step") == "ApprovalDecided" and a["outcome"] == "APPROVE"), None)
    request = next((a for a in mine if approval and a.get("step") == "UnkillRequested" and a["cmd_id"] == approval["cmd_id"]), None)
    dropped = [audit for audit in mine if audit.get("decision") == "DROP"]
    print(
        killed["value"]["scope"],
        utc(killed["ts"]),
        utc(restored["ts"]) if restored else "",
        Decimal(restored["ts"] - killed["ts"]) / 1000 if restored else "",
        len(dropped),
        sum(Decimal(audit["notional"]) for audit in dropped),
        commands[killed["value"]["last_cmd_id"]]["triggered_by"],
        request["actor"] if request else "",
        approval["actor"] if approval else "",
        sep=",",
    )
