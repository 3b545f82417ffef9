using System.Text.Json;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Workflows.Tests.Incidents;

/// <summary>
/// Incidents that were stored before requests were shared with changes of limits still load, and are stored as they were.
/// </summary>
public sealed class StoredRequestTests
{
    private const string Stored =
        """
        {"incident_id":"inc-1","scope":"ACCOUNT:1","phase":"APPROVAL_PENDING","opened_ts":1,"generation":1,"execution_name":"kill-1",
         "cause_count":1,"causes":[{"number":1,"cmd_id":"c","ts":1,"triggered_by":"detector","reason":"r","corr_id":"x"}],
         "request_count":1,"requests":[{"number":1,"cmd_id":"u","asked_by":"user:alice","requester":"alice","reason":"why",
           "requested_ts":2,"causes_seen":1,"state_version":3,"quorum":1,"status":"PENDING","expires_ts":4,
           "decisions":[{"by":"bob","verdict":"REJECT","reason":"no","ts":3,"key":"k","roles":["approver"]}],
           "corr_id":"x","trace_parent":"t"}],
         "notes":[],"escalations":0}
        """;

    [Fact]
    public void Incident_StoredBefore_LoadsAndIsStoredWithTheSameMembers()
    {
        var incident = JsonSerializer.Deserialize(Stored, IncidentsJson.Default.Incident)!;

        var request = Assert.Single(incident.Requests);
        Assert.Equal((RequestStatus.Pending, 1L, 3L), (request.Status, request.CausesSeen, request.StateVersion));
        Assert.Equal("alice", request.Requester!.Name);
        Assert.Equal(Verdict.Reject, Assert.Single(request.Decisions).Verdict);
        using var before = JsonDocument.Parse(Stored);
        using var after = JsonDocument.Parse(JsonSerializer.Serialize(incident, IncidentsJson.Default.Incident));
        Assert.True(JsonElement.DeepEquals(before.RootElement, after.RootElement), after.RootElement.ToString());
    }
}
