using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Tests.Model;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using static KillSwitch.Verification.Tests.Model.Spoil;

namespace KillSwitch.Chaos.Tests.Checks;

/// <summary>One way to spoil a sound run or what the driver noted of it, and which of the driver's checks should find it.</summary>
internal sealed record Sabotage(string What, Action<DrivenRun> Do, params string[] FoundBy)
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("an order is let through against its view", r => AllowADropped(r.Run), nameof(NothingSentAfterAKillCameOut),
            nameof(NothingSentUnderAKillEverCameOut)),
        new("an order sent under a kill is let through after it", r => AllowASentBefore(r.Run), nameof(NothingSentUnderAKillEverCameOut)),
        new("an order is let through in doubt", r => ChangeDecision(r.Run, Decision.Allow, d =>
            d with { StateOffsets = [d.StateOffsets[0]] }), nameof(EveryBatchSawWhatWasReadable)),
        new("a router decides on what it knew before", r => StaleView(r.Run), nameof(EveryBatchSawWhatWasReadable),
            nameof(NothingSentAfterAKillCameOut), nameof(NothingSentUnderAKillEverCameOut)),
        new("an acknowledged order is not there", r => r.Orders.Add(new LedgerOrder(0, 999, default, r.Run.Now, r.Run.Now)),
            nameof(AcceptedOrdersAreKept)),
        new("an acknowledged order is another one", r => r.Orders[0] = r.Orders[0] with { Value = SoundRun.Bytes("other") },
            nameof(AcceptedOrdersAreKept)),
        new("an accepted command is not there", r => r.Commands.Add(new LedgerCommand("lost", Scope.Global, CommandAction.Kill,
            "user:bob", r.Run.Now, r.Run.Now)), nameof(AcceptedCommandsAreKept)),
        new("an accepted decision is not there", r => r.Decisions[0] = r.Decisions[0] with { By = "dave" },
            nameof(AcceptedCommandsAreKept)),
        new("an effect has no command", r => EffectWithoutCommand(r.Run), nameof(AcceptedCommandsAreKept)),
        new("one person restores GLOBAL", r =>
            ChangeRequest(r.Run, q => q with { Quorum = 1, Decisions = [.. q.Decisions.TakeLast(1)] }), nameof(AcceptedCommandsAreKept)),
        new("a waiting token is dead", r => r.BadToken = "TaskTimedOut", nameof(WaitingTokensAreGood)),
        new("an answer was not sent", r => ChangeIncident(r.Run, i => i.IsOpen, i =>
            i with { Wait = i.Wait! with { Answer = new TaskAnswer(StepOutcome.Requested, 1) } }), nameof(WaitingTokensAreGood)),
        new("a token stands in the audit", r => r.Leaks.Add("audit.v1 0:1 holds a task token."), nameof(NoSecretLeaks)),
        new("a kill comes into force late", Delay, nameof(KillsAreInForceInTime)),
        new("a fault is not recovered from", r =>
            r.Faults.Add(new InjectedFault("broker killed", "broker-2", TimeSpan.Zero, TimeSpan.Zero, null)), nameof(EveryFaultIsOvercome)),
    ];

    private static void Delay(DrivenRun run)
    {
        var first = run.Commands.FindIndex(c => c.Action == CommandAction.Kill);
        run.Commands[first] = run.Commands[first] with { Sent = run.Commands[first].Sent - TimeSpan.FromMinutes(1) };
    }
}
