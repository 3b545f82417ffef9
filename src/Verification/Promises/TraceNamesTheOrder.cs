using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// The trace of a detected kill, in the command and in the published state, is that of the order that crossed the limit. A state that
/// was published with several causes goes on in the trace of one of them.
/// </summary>
internal sealed class TraceNamesTheOrder : IPromise
{
    public string Name => "A detected kill's trace names the order that caused it";

    /// <summary>A detector that died between a command and its signal has not said which order it was.</summary>
    public bool NeedsCalm => true;

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.Commands, Topics.RiskSignals, Topics.State);
        var breaching = BreachingOrders.Of(facts);
        var detected = facts.CommandsOfRun.Where(c => c.Command is { Action: CommandAction.Kill, TriggeredBy: Command.DetectorActor });
        foreach (var sent in detected)
        {
            finding.Looked();
            if (!breaching.TryGetValue(sent.Command.CorrId, out var breach))
            {
                finding.Wrong($"No order is known to have caused {sent.Command.CmdId}.");
                continue;
            }
            // An order that came without a trace cannot be named by one; its id stands in the signal.
            if (breach.Order.Trace is { IsNone: true })
                continue;
            if (sent.Trace != breach.Order.Trace)
                finding.Wrong($"The trace of {sent.Command.CmdId} is not that of the order at {breach.Place.In(Topics.Orders)}.");
            var published = facts.States.FirstOrDefault(
                s => s.State is { Status: KillStatus.Killed } killed && killed.Causes.Contains(sent.Command.CmdId));
            if (
                published?.State!.Causes[0] == sent.Command.CmdId
                && published.Trace != breach.Order.Trace
                && !Further(published.State.Causes).Contains(published.Trace)
            )
                finding.Wrong($"The state that {sent.Command.CmdId} led to has another trace.");
        }

        // A second kill can come before the first state is published, and then it is a cause of it, too.
        IEnumerable<TraceId> Further(IReadOnlyList<string> causes) =>
            facts.Commands.Where(c => causes.Skip(1).Contains(c.Command.CmdId)).Select(c => c.Trace);

        return finding.Result(
            Name, "From the order's record to the published state.", options.Expected.DetectedKill, "no detector commanded a kill");
    }
}
