using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Promises;
using KillSwitch.Verification.Tests.Model;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using static KillSwitch.Verification.Tests.Model.Spoil;

namespace KillSwitch.Verification.Tests.Promises;

/// <summary>One way to spoil a sound run, and which promises it breaks.</summary>
internal sealed record Sabotage(string What, Action<SoundRun> Do, params string[] Breaks)
{
    public DeliveryMode Delivery { get; init; } = DeliveryMode.Transactional;

    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("an order is let through against its view", AllowADropped, nameof(NothingAllowedWhileKilled)),
        new("an order is let through in doubt", r => ChangeDecision(r, Decision.Allow, d => d with { StateOffsets = [d.StateOffsets[0]] }),
            nameof(NothingAllowedWhileKilled), nameof(ViewsNeverGoBack)),
        new("the audit of an allowed order names a kill", r =>
            ChangeDecision(r, Decision.Allow, d => d with { Matches = [Scope.Global] }), nameof(NothingAllowedWhileKilled)),
        new("a router decides on what it knew before", StaleView, nameof(ViewsNeverGoBack)),
        new("an order sent under a kill is let through after it", AllowASentBefore, nameof(NothingSentUnderAKillCameOutAfter)),
        new("an order is held back by a restore of another scope", r => ChangeSentBefore(r, d => d with { Matches = [Scope.Symbol("X")] }),
            nameof(NothingDroppedWithoutAKill), nameof(EveryDropIsExplained)),
        new("an order is held back by a restore that its view does not hold", r =>
            ChangeSentBefore(r, d => d with { StateOffsets = [.. d.StateOffsets.Select(_ => 0L)] }),
            nameof(NothingDroppedWithoutAKill), nameof(ViewsNeverGoBack)),
        new("an order is held back by a kill that is said to be a restore", r =>
            ChangeDecision(r, Decision.Drop, d => d with { Status = KillStatus.Active }),
            nameof(NothingDroppedWithoutAKill), nameof(EveryDropIsExplained)),
        new("an order is held back by a restore that is none", r =>
            ChangeSentBefore(r, d => d with { Kill = d.Kill! with { StateVersion = 1 } }), nameof(EveryDropIsExplained)),
        new("an order is dropped without a kill", DropAnAllowed, nameof(NothingDroppedWithoutAKill), nameof(EveryDropIsExplained)),
        new("a dropped order names no kill", r => ChangeDecision(r, Decision.Drop, d => d with { Kill = d.Kill! with { CmdId = null } }),
            nameof(EveryDropIsExplained)),
        new("an order has no decision", r => r.Decisions.Remove(r.Decisions.Last(d => d.Decision == Decision.Drop)),
            nameof(EveryOrderDecidedOnce)),
        new("an order is decided twice", r => r.Decisions.Add(r.Decisions.Last(d => d.Decision == Decision.Drop)),
            nameof(EveryOrderDecidedOnce)),
        new("a decision is about no order", r => ChangeDecision(r, Decision.Drop, d => d with { OrderId = "another" }),
            nameof(EveryOrderDecidedOnce)),
        new("decisions change places", SwapDecisions, nameof(EveryOrderDecidedOnce)),
        new("a router repeats a decision that nothing interrupted", RepeatUninterrupted,
            nameof(EveryOrderDecidedOnce)) { Delivery = DeliveryMode.Sequenced },
        new("a gated order differs in a byte", r => r.Gated[0] = r.Gated[0] with { Value = SoundRun.Bytes("changed") },
            nameof(GatedIsAllowed)),
        new("an allowed order is not passed on", r => r.Gated.RemoveAt(r.Gated.Count - 1), nameof(GatedIsAllowed)),
        new("an order is passed on twice", r => r.Gated.Add(r.Gated[^1]), nameof(GatedIsAllowed)),
        new("a gated record does not say which order it is", r => r.Gated.Add(r.Gated[^1] with { Source = null }), nameof(GatedIsAllowed)),
        new("a rejected record has other bytes", r => r.Rejected[0] = r.Rejected[0] with { Value = SoundRun.Bytes("changed") },
            nameof(RejectedIsKept)),
        new("a rejected record is lost", r => r.Rejected.RemoveAt(0), nameof(RejectedIsKept)),
        new("a record is rejected twice", r => r.Rejected.Add(r.Rejected[^1]), nameof(RejectedIsKept)),
        new("a command has no effect", r => r.Incidents.Handled.Remove(First(r, CommandOutcome.Requested).CmdId),
            nameof(EveryCommandHasOneEffect)),
        new("a command has two effects", TwoEffects, nameof(EveryCommandHasOneEffect), nameof(VersionsOnlyRise),
            nameof(EveryDropIsExplained)),
        new("an effect has no command", EffectWithoutCommand, nameof(EveryCommandHasOneEffect)),
        new("a command is refused without a word", r => Handled(r, CommandOutcome.Requested, h =>
            h with { Outcome = CommandOutcome.Refused, IncidentId = null }), nameof(EveryCommandHasOneEffect)),
        new("a kill is in no published state", KillUnpublished, nameof(EveryKillIsPublished)),
        new("an incident is closed while its scope is killed", r =>
            ChangeIncident(r, i => i.IsOpen, i => i with { Phase = IncidentPhase.Closed }),
            nameof(IncidentsAreOpenAsLongAsKilled), nameof(EveryRestoreHadTwoPeople)),
        new("an incident is open and its execution is over", r => r.Incidents.Executions.Last(e => e.Status == "RUNNING").Status = "FAILED",
            nameof(IncidentsAreOpenAsLongAsKilled), nameof(HistoriesAreComplete)),
        new("a request is approved by who made it", r => ChangeRequest(r, q => q with { Requester = q.Decisions[0].By }),
            nameof(SelfApprovalWasRefused), nameof(RequestsAreDecidedOnce), nameof(EveryRestoreHadTwoPeople)),
        new("a person decides twice", r => ChangeRequest(r, q => q with { Decisions = [.. q.Decisions, q.Decisions[0]] }),
            nameof(RequestsAreDecidedOnce)),
        new("one person restores GLOBAL", r => ChangeRequest(r, q => q with { Quorum = 1, Decisions = [.. q.Decisions.TakeLast(1)] }),
            nameof(RequestsAreDecidedOnce)),
        new("an approval outlives a kill", r => ChangeRequest(r, q => q with { CausesSeen = q.CausesSeen - 1 }),
            nameof(RequestsAreDecidedOnce), nameof(EveryRestoreHadTwoPeople)),
        new("a state follows from a rejected request", r => ChangeRequest(r, q => q with { Status = RequestStatus.Rejected }),
            nameof(EveryRestoreHadTwoPeople)),
        new("a version falls", VersionFalls, nameof(VersionsOnlyRise)),
        new("a version says two things", VersionSaysTwoThings, nameof(VersionsOnlyRise)),
        new("an event is missing from a history", r => Events(r).RemoveAt(3), nameof(HistoriesAreComplete)),
        new("an event follows from a later one", r => Events(r)[4]!["previousEventId"] = 40, nameof(HistoriesAreComplete)),
        new("an execution runs and waits for nothing", WaitsForNothing, nameof(HistoriesAreComplete)),
        new("a step is not in the audit", r => r.Steps.RemoveAll(s => s.Audit.Step == "OpenIncident"), nameof(EveryStepIsAudited)),
        new("an audited step is in no history", r => r.Steps[0] = r.Steps[0] with { Audit = r.Steps[0].Audit with { InputHash = "00" } },
            nameof(EveryStepIsAudited)),
        new("the beginning of a topic is gone", r => r.Cut(Topics.Orders),
            nameof(TopicsAreWhole), nameof(NothingAllowedWhileKilled), nameof(NothingSentUnderAKillCameOutAfter),
            nameof(NothingDroppedWithoutAKill), nameof(EveryOrderDecidedOnce), nameof(GatedIsAllowed), nameof(RejectedIsKept)),
        new("a topic was not read", r => r.Extents.RemoveAll(e => e.Topic == Topics.RouterProgress), nameof(TopicsAreWhole)),
        new("an audit cannot be read", r => r.UnreadableAudits.Add(new Place(0, 1)), nameof(TopicsAreWhole)),
    ];
}
