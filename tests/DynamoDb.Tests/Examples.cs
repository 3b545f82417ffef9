using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.DynamoDb.Tests;

internal static class Examples
{
    public const string Token = "AQCEAAAAKgAAAAMAAAAA-not-for-anybody";

    public static Scope NewScope() => Scope.Account(Guid.NewGuid().ToString("N"));

    /// <summary>A record with every attribute there is.</summary>
    public static ScopeRecord Full(Scope scope)
    {
        var state = new KillState(scope, KillStatus.Killed, 9_007_199_254_740_993, "inc-1", ["cmd-1", "cmd-2"], 2, "detector", "too fast", "cmd-2", "corr");
        return new ScopeRecord
        {
            Scope = scope,
            Version = 9_007_199_254_740_993,
            RecentCommands = [new("cmd-1", CommandOutcome.Opened, "inc-1")],
            Incident = new Incident
            {
                IncidentId = "inc-1",
                Scope = scope,
                Phase = IncidentPhase.ApprovalPending,
                OpenedTs = 1_763_000_000_000,
                ExecutionName = "kill-x",
                ExecutionArn = "arn:aws:states:us-east-1:123456789012:execution:kill-incident:kill-x",
                CauseCount = 2,
                Causes = [new(1, "cmd-1", 1, "detector", "größer als €1,000,000", "notional", "1000000.01", "corr", "00-11111111111111111111111111111111-2222222222222222-01"), new(2, "cmd-2", 2, "user:alice", "\"quoted\"", null, null, "corr", null)],
                RequestCount = 1,
                Requests = [new(1, "cmd-3", "user:alice", "alice", "checked", 3, 2, 9_007_199_254_740_993, 2, RequestStatus.Pending, 4, [new("bob", Verdict.Approve, "agreed", 5, "key")], null, "corr", null)],
                Killed = new(state, 2, 6, 1, 42),
                Wait = new(WaitKind.Approval, Token, new DateTimeOffset(2026, 11, 21, 10, 0, 0, 123, TimeSpan.Zero), 1, new(StepOutcome.Voided, 1)),
                Escalations = 3,
                LastEscalationTs = 7,
            },
        };
    }

    public static Incident Closed(string id, Scope scope, long openedTs) => Full(scope).Incident! with
    {
        IncidentId = id,
        Phase = IncidentPhase.Closed,
        OpenedTs = openedTs,
        ClosedTs = openedTs + 1,
        Wait = null,
    };
}
