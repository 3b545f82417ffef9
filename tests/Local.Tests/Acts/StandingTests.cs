using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Acts;

public sealed class StandingTests
{
    [Fact]
    public void Words_RestoredWhileGlobalIsKilled_SaysWhatHoldsItStill()
    {
        Assert.Equal("restored, held by GLOBAL", Standing.Words(Restored(Scope.Global)));
        Assert.Equal("restored", Standing.Words(Restored()));
    }

    private static ScopeStateView Restored(params Scope[] heldBy) =>
        new(
            Scope.Account("42"), Enforcement.Restored, KillStatus.Active, 1, null, null, null, 2, heldBy,
            "inc-1", IncidentPhase.Closed, "first", "latest", 2, 3);
}
