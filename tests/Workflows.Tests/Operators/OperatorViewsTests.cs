using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Operators;

public sealed class OperatorViewsTests
{
    private static readonly Scope s_account = Scope.Account("12345");

    private readonly KillWorld _world = new();

    [Fact]
    public async Task ListStateAsync_KilledTwice_HasTheFirstReasonAndTheLatest()
    {
        await _world.KillAsync(s_account);
        await _world.FlowAsync();
        await _world.KillAsync(s_account);

        var state = Assert.Single((await _world.Operators.ListStateAsync(KillWorld.Dave, default)).Value!);

        Assert.Equal(("reason 1", "reason 2", 2), (state.Reason, state.LatestReason, state.CauseCount));
    }

    [Fact]
    public async Task GetIncidentAsync_Closed_KeepsWhenItWasInForceAndRestored()
    {
        await _world.KillAsync(s_account);
        await _world.FlowAsync();
        await _world.AskAsync(s_account, KillWorld.Alice);
        await _world.FlowAsync();
        await _world.DecideAsync(KillWorld.Bob, "APPROVE");
        await _world.FlowAsync();

        var incident = (await _world.Operators.GetIncidentAsync(KillWorld.Dave, _world.Incident(s_account).IncidentId, default)).Value!;

        Assert.Equal((IncidentPhase.Closed, null), (incident.Phase, incident.InForce));
        Assert.NotNull(incident.FirstInForceTs);
        Assert.NotNull(incident.RestoredTs);
        var request = Assert.Single(incident.Requests);
        Assert.NotNull(request.EndedTs);
        Assert.StartsWith("It was approved by bob (bob says so)", request.Outcome, StringComparison.Ordinal);
    }
}
