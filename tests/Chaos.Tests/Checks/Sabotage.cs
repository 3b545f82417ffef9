using System.Text.Json.Nodes;
using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Tests.Checks;

/// <summary>One way to spoil a sound run, and who should find it.</summary>
internal sealed record Sabotage(string What, Action<SoundRun> Do, params string[] FoundBy)
{
    public DeliveryMode Delivery { get; init; } = DeliveryMode.Transactional;

    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("an order is let through against its view", AllowADropped, nameof(NothingAllowedAgainstItsView), nameof(NothingSentAfterAKillCameOut)),
        new("an order is let through in doubt", r => ChangeDecision(r, Decision.Allow, d => d with { StateOffsets = [d.StateOffsets[0]] }),
            nameof(NothingAllowedAgainstItsView), nameof(EveryBatchSawWhatWasReadable), nameof(ViewsNeverGoBack)),
        new("the audit of an allowed order names a kill", r => ChangeDecision(r, Decision.Allow, d => d with { Matches = [Scope.Global] }), nameof(NothingAllowedAgainstItsView)),
        new("a router decides on what it knew before", StaleView, nameof(EveryBatchSawWhatWasReadable), nameof(NothingSentAfterAKillCameOut), nameof(ViewsNeverGoBack)),
        new("an order is dropped without a kill", DropAnAllowed, nameof(NothingDroppedWithoutAKill)),
        new("an order has no decision", r => r.Decisions.Remove(r.Decisions.Last(d => d.Decision == Decision.Drop)), nameof(EveryOrderDecidedOnce)),
        new("an order is decided twice", r => r.Decisions.Add(r.Decisions.Last(d => d.Decision == Decision.Drop)), nameof(EveryOrderDecidedOnce)),
        new("a decision is about no order", r => ChangeDecision(r, Decision.Drop, d => d with { OrderId = "another" }), nameof(EveryOrderDecidedOnce)),
        new("decisions change places", SwapDecisions, nameof(EveryOrderDecidedOnce)),
        new("a router repeats a decision that nothing interrupted", RepeatUninterrupted, nameof(EveryOrderDecidedOnce)) { Delivery = DeliveryMode.Sequenced },
        new("a gated order differs in a byte", r => r.Gated[0] = r.Gated[0] with { Value = SoundRun.Bytes("changed") }, nameof(GatedIsAllowed)),
        new("an allowed order is not passed on", r => r.Gated.RemoveAt(r.Gated.Count - 1), nameof(GatedIsAllowed)),
        new("an order is passed on twice", r => r.Gated.Add(r.Gated[^1]), nameof(GatedIsAllowed)),
        new("a gated record does not say which order it is", r => r.Gated.Add(r.Gated[^1] with { Source = null }), nameof(GatedIsAllowed)),
        new("a rejected record has other bytes", r => r.Rejected[0] = r.Rejected[0] with { Value = SoundRun.Bytes("changed") }, nameof(MalformedIsKept)),
        new("a rejected record is lost", r => r.Rejected.RemoveAt(0), nameof(MalformedIsKept)),
        new("a record is rejected twice", r => r.Rejected.Add(r.Rejected[^1]), nameof(MalformedIsKept)),
        new("an acknowledged order is not there", r => r.LedgerOrders.Add(new LedgerOrder(0, 999, default, r.Now)), nameof(AcceptedOrdersAreKept)),
        new("an acknowledged order is another one", r => r.LedgerOrders[0] = r.LedgerOrders[0] with { Value = SoundRun.Bytes("other") }, nameof(AcceptedOrdersAreKept)),
        new("an accepted command is not there", r => r.LedgerCommands.Add(new LedgerCommand("lost", Scope.Global, CommandAction.Kill, "user:bob", r.Now, r.Now)), nameof(AcceptedCommandsAreKept)),
        new("an accepted decision is not there", r => r.LedgerDecisions[0] = r.LedgerDecisions[0] with { By = "dave" }, nameof(AcceptedCommandsAreKept)),
        new("a command has no effect", r => r.Incidents.Handled.Remove(First(r, CommandOutcome.Requested).CmdId), nameof(EveryCommandHasOneEffect)),
        new("a command has two effects", TwoEffects, nameof(EveryCommandHasOneEffect), nameof(VersionsOnlyRise)),
        new("an effect has no command", EffectWithoutCommand, nameof(EveryCommandHasOneEffect), nameof(AcceptedCommandsAreKept)),
        new("a command is refused without a word", r => Handled(r, CommandOutcome.Requested, h => h with { Outcome = CommandOutcome.Refused, IncidentId = null }), nameof(EveryCommandHasOneEffect)),
        new("a kill is in no published state", r => r.Incidents.Handled["x"] = new HandledCommand
        {
            CmdId = "x",
            Scope = Scope.Global,
            Action = CommandAction.Kill,
            Reason = "",
            Outcome = CommandOutcome.CauseAdded,
            IncidentId = "inc-x",
            HandledTs = 1,
        }, nameof(EveryKillIsPublished)),
        new("an incident is closed while its scope is killed", r => ChangeIncident(r, i => i.IsOpen, i => i with { Phase = IncidentPhase.Closed }), nameof(IncidentsAreOpenAsLongAsKilled)),
        new("an incident is open and its execution is over", r => r.Incidents.Executions.Last(e => e.Status == "RUNNING").Status = "FAILED", nameof(IncidentsAreOpenAsLongAsKilled), nameof(HistoriesAreComplete)),
        new("a request is approved by who made it", r => ChangeRequest(r, q => q with { Requester = q.Decisions[0].By }), nameof(ApprovalsAreByOthers)),
        new("a person decides twice", r => ChangeRequest(r, q => q with { Decisions = [.. q.Decisions, q.Decisions[0]] }), nameof(ApprovalsAreByOthers)),
        new("one person restores GLOBAL", r => ChangeRequest(r, q => q with { Quorum = 1, Decisions = [.. q.Decisions.TakeLast(1)] }), nameof(ApprovalsAreByOthers), nameof(AcceptedCommandsAreKept)),
        new("an approval outlives a kill", r => ChangeRequest(r, q => q with { CausesSeen = q.CausesSeen - 1 }), nameof(ApprovalsAreByOthers)),
        new("a state follows from a rejected request", r => ChangeRequest(r, q => q with { Status = RequestStatus.Rejected }), nameof(ApprovalsAreByOthers)),
        new("a version falls", VersionFalls, nameof(VersionsOnlyRise)),
        new("a version says two things", VersionSaysTwoThings, nameof(VersionsOnlyRise)),
        new("an event is missing from a history", r => Events(r).RemoveAt(3), nameof(HistoriesAreComplete)),
        new("an event follows from a later one", r => Events(r)[4]!["previousEventId"] = 40, nameof(HistoriesAreComplete)),
        new("an execution runs and waits for nothing", r => { var e = r.Incidents.Executions.Last(x => x.Status == "RUNNING").Events; e.RemoveAt(e.Count - 1); }, nameof(HistoriesAreComplete)),
        new("a step is not in the audit", r => r.Steps.RemoveAll(s => s.Audit.Step == "OpenIncident"), nameof(EveryStepIsAudited)),
        new("an audited step is in no history", r => r.Steps[0] = r.Steps[0] with { Audit = r.Steps[0].Audit with { InputHash = "00" } }, nameof(EveryStepIsAudited)),
        new("a waiting token is dead", r => r.Incidents.BadToken = "TaskTimedOut", nameof(WaitingTokensAreGood)),
        new("an answer was not sent", r => ChangeIncident(r, i => i.IsOpen, i => i with { Wait = i.Wait! with { Answer = new TaskAnswer(StepOutcome.Requested, 1) } }), nameof(WaitingTokensAreGood)),
        new("a token stands in the audit", r => r.Leaks.Add("audit.v1 0:1 holds a task token."), nameof(NoSecretLeaks)),
        new("a fault is not recovered from", r => r.Faults.Add(new InjectedFault("broker killed", "broker-2", TimeSpan.Zero, TimeSpan.Zero, null)), nameof(EveryFaultIsOvercome)),
        new("the beginning of a topic is gone", r => r.Extents[0] = r.Extents[0] with { Low = 1 }, nameof(TopicsAreWhole)),
        new("an audit cannot be read", r => r.UnreadableAudits.Add(new Place(0, 1)), nameof(TopicsAreWhole)),
    ];

    private static void AllowADropped(SoundRun run)
    {
        var i = run.Decisions.FindLastIndex(d => d.Decision == Decision.Drop);
        var before = run.Decisions[i];
        run.Decisions[i] = before with { Decision = Decision.Allow, Status = KillStatus.Active, Matches = [] };
        PassOn(run, before);
    }

    /// <summary>The last batch that dropped something is decided as if the last kill had not been read.</summary>
    private static void StaleView(SoundRun run)
    {
        var i = run.Decisions.FindLastIndex(d => d.Decision == Decision.Drop);
        var before = run.Decisions[i];
        run.Decisions[i] = before with { Decision = Decision.Allow, Status = KillStatus.Active, Matches = [], StateOffsets = [.. before.StateOffsets.Select(_ => 0L)] };
        PassOn(run, before);
    }

    private static void PassOn(SoundRun run, DecisionFact decision)
    {
        run.Evidence.Orders.TryFind(decision.Source, out var order);
        var offset = run.Gated.Count(g => g.Place.Partition == decision.Place.Partition);
        var later = run.Gated.FindIndex(g => g.Place.Partition == decision.Place.Partition && g.Source!.Value.Offset > decision.Source.Offset);
        run.Gated.Insert(later < 0 ? run.Gated.Count : later, new CopyFact(new Place(decision.Place.Partition, offset), decision.Source, decision.Service, order.Key, order.Whole));
    }

    private static void DropAnAllowed(SoundRun run)
    {
        var i = run.Decisions.FindLastIndex(d => d.Decision == Decision.Allow);
        run.Gated.RemoveAll(g => g.Source == run.Decisions[i].Source);
        run.Decisions[i] = run.Decisions[i] with { Decision = Decision.Drop };
    }

    private static void ChangeDecision(SoundRun run, Decision which, Func<DecisionFact, DecisionFact> change)
    {
        var i = run.Decisions.FindLastIndex(d => d.Decision == which);
        run.Decisions[i] = change(run.Decisions[i]);
    }

    /// <summary>Two of one batch: they were decided on the same state, so that only their order is wrong.</summary>
    private static void SwapDecisions(SoundRun run)
    {
        var batch = run.Decisions.Where(d => d.Decision == Decision.Drop).GroupBy(d => (d.Place.Partition, d.StateOffsets)).First(g => g.Count() > 1).Take(2).ToList();
        var (one, other) = (run.Decisions.IndexOf(batch[0]), run.Decisions.IndexOf(batch[1]));
        (run.Decisions[one], run.Decisions[other]) = (batch[1], batch[0]);
    }

    private static void RepeatUninterrupted(SoundRun run)
    {
        run.Faults[0] = run.Faults[0] with { Target = "detector" };
        var last = run.Decisions.Last(d => d.Decision == Decision.Drop);
        run.Decisions.Add(run.Decisions.First(d => d.Source == last.Source) with { StateOffsets = [.. last.StateOffsets.Select(o => o + 1)] });
    }

    private static HandledCommand First(SoundRun run, CommandOutcome outcome) => run.Incidents.Handled.Values.First(h => h.Outcome == outcome);

    private static void Handled(SoundRun run, CommandOutcome outcome, Func<HandledCommand, HandledCommand> change)
    {
        var command = First(run, outcome);
        run.Incidents.Handled[command.CmdId] = change(command);
    }

    private static void ChangeIncident(SoundRun run, Func<Incident, bool> which, Func<Incident, Incident> change)
    {
        var incident = run.Incidents.All.Values.Last(which);
        run.Incidents.All[incident.IncidentId] = change(incident);
    }

    /// <summary>Of the GLOBAL that was restored.</summary>
    private static void ChangeRequest(SoundRun run, Func<UnkillRequest, UnkillRequest> change) =>
        ChangeIncident(run, i => i is { IsOpen: false } && i.Scope == Scope.Global, i => i with { Requests = [.. i.Requests.Select(change)] });

    private static void TwoEffects(SoundRun run)
    {
        var cause = run.Incidents.All.Values.First(i => i.Scope != Scope.Global).Causes[0];
        ChangeIncident(run, i => i is { IsOpen: false } && i.Scope == Scope.Global, i => i with { Causes = [cause, .. i.Causes.Skip(1)] });
    }

    private static void EffectWithoutCommand(SoundRun run) =>
        run.Commands.RemoveAll(r => System.Text.Encoding.UTF8.GetString(r.Value!).Contains($"\"{First(run, CommandOutcome.Requested).CmdId}\"", StringComparison.Ordinal));

    private static void VersionFalls(SoundRun run)
    {
        var first = StateRecords.Of(run.Evidence.State).First();
        run.Incidents.Publish(first.State! with { Version = 1 });
    }

    private static void VersionSaysTwoThings(SoundRun run)
    {
        var last = StateRecords.Of(run.Evidence.State).Last(s => s.State!.Status == KillStatus.Killed);
        run.Incidents.Publish(last.State! with { Reason = "something else" });
    }

    private static JsonArray Events(SoundRun run) => run.Incidents.Executions[0].Events;
}
