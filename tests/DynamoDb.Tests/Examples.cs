using KillSwitch.Workflows.Approvals;
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
        var state = new KillState
        {
            Scope = scope,
            Status = KillStatus.Killed,
            Version = 9_007_199_254_740_993,
            IncidentId = "inc-1",
            Causes = ["cmd-1", "cmd-2"],
            UpdatedTs = 2,
            UpdatedBy = "detector",
            Reason = "too fast",
            LastCmdId = "cmd-2",
            CorrId = "corr",
        };
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
                Causes = [new Cause
                {
                    Number = 1,
                    CmdId = "cmd-1",
                    Ts = 1,
                    TriggeredBy = "detector",
                    Reason = "größer als €1,000,000",
                    Metric = "notional",
                    Value = "1000000.01",
                    CorrId = "corr",
                    TraceParent = "00-11111111111111111111111111111111-2222222222222222-01",
                }, new Cause
                {
                    Number = 2,
                    CmdId = "cmd-2",
                    Ts = 2,
                    TriggeredBy = "user:alice",
                    Reason = "\"quoted\"",
                    CorrId = "corr",
                }],
                RequestCount = 1,
                Requests = [new UnkillRequest
                {
                    Number = 1,
                    CmdId = "cmd-3",
                    AskedBy = "user:alice",
                    Requester = new("alice"),
                    Reason = "checked",
                    RequestedTs = 3,
                    CausesSeen = 2,
                    StateVersion = 9_007_199_254_740_993,
                    Quorum = 2,
                    Status = RequestStatus.Pending,
                    ExpiresTs = 4,
                    Decisions = [new(new("bob"), Verdict.Approve, "agreed", 5, "key")],
                    CorrId = "corr",
                }],
                Killed = new(state, 2, 6, 1, 42),
                Wait = new(
                    WaitKind.Approval,
                    Token,
                    new DateTimeOffset(2026, 11, 21, 10, 0, 0, 123, TimeSpan.Zero),
                    1,
                    new(StepOutcome.Voided, 1)
                ),
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
