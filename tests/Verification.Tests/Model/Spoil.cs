using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Tests.Model;

/// <summary>Ways to spoil a sound run.</summary>
internal static class Spoil
{
    public static void AllowADropped(SoundRun run)
    {
        var i = run.Decisions.FindLastIndex(d => d.Decision == Decision.Drop);
        var before = run.Decisions[i];
        run.Decisions[i] = before with { Decision = Decision.Allow, Status = KillStatus.Active, Matches = [] };
        PassOn(run, before);
    }

    /// <summary>What was sent under a kill comes out after it.</summary>
    public static void AllowASentBefore(SoundRun run)
    {
        var i = run.Decisions.FindLastIndex(d => d.IsSentBefore);
        var before = run.Decisions[i];
        run.Decisions[i] = before with { Decision = Decision.Allow, Matches = [], Kill = null };
        PassOn(run, before);
    }

    public static void ChangeSentBefore(SoundRun run, Func<DecisionFact, DecisionFact> change)
    {
        var i = run.Decisions.FindLastIndex(d => d.IsSentBefore);
        run.Decisions[i] = change(run.Decisions[i]);
    }

    /// <summary>The last batch that dropped something is decided as if the last kill had not been read.</summary>
    public static void StaleView(SoundRun run)
    {
        var i = run.Decisions.FindLastIndex(d => d.Decision == Decision.Drop);
        var before = run.Decisions[i];
        var offsets = before.StateOffsets.Select(_ => 0L).ToArray();
        run.Decisions[i] = before with { Decision = Decision.Allow, Status = KillStatus.Active, Matches = [], StateOffsets = offsets };
        PassOn(run, before);
    }

    private static void PassOn(SoundRun run, DecisionFact decision)
    {
        run.Facts.Orders.TryFind(decision.Source, out var order);
        var offset = run.Gated.Count(g => g.Place.Partition == decision.Place.Partition);
        var partition = decision.Place.Partition;
        var later = run.Gated.FindIndex(g => g.Place.Partition == partition && g.Source!.Value.Offset > decision.Source.Offset);
        var copy = new CopyFact(new Place(partition, offset), decision.Source, decision.Service, order.Key, order.Whole);
        run.Gated.Insert(later < 0 ? run.Gated.Count : later, copy);
    }

    public static void DropAnAllowed(SoundRun run)
    {
        var i = run.Decisions.FindLastIndex(d => d.Decision == Decision.Allow);
        run.Gated.RemoveAll(g => g.Source == run.Decisions[i].Source);
        run.Decisions[i] = run.Decisions[i] with { Decision = Decision.Drop };
    }

    public static void ChangeDecision(SoundRun run, Decision which, Func<DecisionFact, DecisionFact> change)
    {
        var i = run.Decisions.FindLastIndex(d => d.Decision == which);
        run.Decisions[i] = change(run.Decisions[i]);
    }

    /// <summary>Two of one batch: they were decided on the same state, so that only their order is wrong.</summary>
    public static void SwapDecisions(SoundRun run)
    {
        var batch = run.Decisions.Where(d => d.Decision == Decision.Drop).GroupBy(d => (d.Place.Partition, d.StateOffsets))
            .First(g => g.Count() > 1).Take(2).ToList();
        var (one, other) = (run.Decisions.IndexOf(batch[0]), run.Decisions.IndexOf(batch[1]));
        (run.Decisions[one], run.Decisions[other]) = (batch[1], batch[0]);
    }

    public static void RepeatUninterrupted(SoundRun run)
    {
        run.Disturbed.Clear();
        run.Disturbed.Add("detector");
        var last = run.Decisions.Last(d => d.Decision == Decision.Drop);
        var first = run.Decisions.First(d => d.Source == last.Source);
        run.Decisions.Add(first with { StateOffsets = [.. last.StateOffsets.Select(o => o + 1)] });
    }

    public static HandledCommand First(SoundRun run, CommandOutcome outcome) =>
        run.Incidents.Handled.Values.First(h => h.Outcome == outcome);

    public static void Handled(SoundRun run, CommandOutcome outcome, Func<HandledCommand, HandledCommand> change)
    {
        var command = First(run, outcome);
        run.Incidents.Handled[command.CmdId] = change(command);
    }

    public static void ChangeIncident(SoundRun run, Func<Incident, bool> which, Func<Incident, Incident> change)
    {
        var incident = run.Incidents.All.Values.Last(which);
        run.Incidents.All[incident.IncidentId] = change(incident);
    }

    /// <summary>Of the GLOBAL that was restored.</summary>
    public static void ChangeRequest(SoundRun run, Func<UnkillRequest, UnkillRequest> change) =>
        ChangeIncident(run, i => i is { IsOpen: false } && i.Scope == Scope.Global, i =>
            i with { Requests = [.. i.Requests.Select(change)] });

    public static void TwoEffects(SoundRun run)
    {
        var cause = run.Incidents.All.Values.First(i => i.Scope != Scope.Global).Causes[0];
        ChangeIncident(run, i => i is { IsOpen: false } && i.Scope == Scope.Global, i => i with { Causes = [cause, .. i.Causes.Skip(1)] });
    }

    public static void EffectWithoutCommand(SoundRun run) =>
        run.Commands.RemoveAll(r => Encoding.UTF8.GetString(r.Value!)
            .Contains($"\"{First(run, CommandOutcome.Requested).CmdId}\"", StringComparison.Ordinal));

    public static void KillUnpublished(SoundRun run) =>
        run.Incidents.Handled["x"] = new HandledCommand
        {
            CmdId = "x",
            Scope = Scope.Global,
            Action = CommandAction.Kill,
            Reason = "",
            Outcome = CommandOutcome.CauseAdded,
            IncidentId = "inc-x",
            HandledTs = 1,
        };

    public static void WaitsForNothing(SoundRun run)
    {
        var events = run.Incidents.Executions.Last(e => e.Status == "RUNNING").Events;
        events.RemoveAt(events.Count - 1);
    }

    public static void VersionFalls(SoundRun run)
    {
        var first = run.Facts.States[0];
        run.Incidents.Publish(first.State! with { Version = 1 });
    }

    public static void VersionSaysTwoThings(SoundRun run)
    {
        var last = run.Facts.States.Last(s => s.State!.Status == KillStatus.Killed);
        run.Incidents.Publish(last.State! with { Reason = "something else" });
    }

    public static JsonArray Events(SoundRun run) => run.Incidents.Executions[0].Events;
}
