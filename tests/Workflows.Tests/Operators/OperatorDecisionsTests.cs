using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Operators;

/// <summary>Approvals by somebody who may approve no longer.</summary>
public sealed class OperatorDecisionsTests
{
    private readonly KillWorld _world = new();

    private OperatorActions Operators => _world.Operators;

    [Fact]
    public async Task DecideAsync_ApproverRemovedAfterHeApproved_SaysWhyOneMoreIsMissing()
    {
        await GlobalApprovedByBobAsync();
        _world.Directory.Names.Remove("bob");

        var receipt = (await _world.DecideAsync(KillWorld.Carol, "APPROVE")).Value!;

        Assert.Equal((RequestStatus.Pending, 1), (receipt.Status, receipt.ApprovalsMissing));
        Assert.Equal(
            "Recorded. GLOBAL stays killed until 1 more person approves. What bob approved does not count: that person may approve no longer.",
            receipt.Message);
        Assert.True(_world.Incident(Scope.Global).IsOpen);
        var view = (await Operators.ViewApprovalAsync(_world.Link, default)).Value!;
        Assert.Equal([("bob", false), ("carol", true)], view.Decisions.Select(d => (d.By, d.Counts)));
        Assert.Contains("What bob approved does not count", view.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecideAsync_ApproverRemovedBeforeTheCheck_EverybodyIsToldWhoAndWhy()
    {
        await GlobalApprovedByBobAsync();
        await _world.DecideAsync(KillWorld.Carol, "APPROVE");
        _world.Directory.Names.Remove("bob");

        await _world.FlowAsync();

        const string Why = "It takes 2 people to approve it and 1 did. What bob approved does not count: that person may approve no longer.";
        var mail = Assert.Single(_world.Mail.Sent, m => m.Kind == NotificationKind.RequestEnded);
        Assert.Equal(Audience.Everyone, mail.To);
        Assert.Contains(Why, mail.Body, StringComparison.Ordinal);
        var incident = _world.Incident(Scope.Global);
        var request = (await Operators.GetIncidentAsync(KillWorld.Dave, incident.IncidentId, default)).Value!.Requests[^1];
        Assert.Equal(RequestStatus.Rejected, request.Status);
        Assert.NotNull(request.EndedTs);
        Assert.Contains(Why, request.Outcome, StringComparison.Ordinal);
        Assert.Contains(Why, (await Operators.ViewApprovalAsync(_world.Link, default)).Value!.Headline, StringComparison.Ordinal);
        Assert.Contains(_world.Audit.Records, r => r is { Step: "CheckSeparationOfDuties", Outcome: "REJECTED" } && r.Detail.Contains(Why));
    }

    [Fact]
    public async Task Check_MailDown_GoesOnAfterAFewTries()
    {
        await GlobalApprovedByBobAsync();
        await _world.DecideAsync(KillWorld.Carol, "APPROVE");
        _world.Directory.Names.Remove("bob");
        _world.Mail.Broken = true;

        await _world.FlowAsync();

        Assert.Equal(WaitKind.UnkillRequest, _world.Incident(Scope.Global).Wait!.Kind);
    }

    /// <summary>GLOBAL takes two approvals; one is there.</summary>
    private async Task GlobalApprovedByBobAsync()
    {
        await _world.KillAsync(Scope.Global);
        await _world.FlowAsync();
        await _world.AskAsync(Scope.Global, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
    }
}
