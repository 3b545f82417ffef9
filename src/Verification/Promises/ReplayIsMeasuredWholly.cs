using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// Orders that are played again are measured by their own times and all of them: every limit that they cross by those is in the
/// signals, and every kill that follows from it in the commands, however fast they were played.
/// </summary>
internal sealed class ReplayIsMeasuredWholly : IPromise
{
    public string Name => "Replayed orders were measured by their own times, and all of them";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.RiskSignals, Topics.Commands);
        if (options.Replay is not { } replay)
            return finding.Result(Name, "", expected: false, "nothing was replayed");
        finding.Looked(facts.Orders.Count);
        if (replay.MeasuredNowhere > 0)
            finding.Wrong($"{replay.MeasuredNowhere:N0} orders were measured in no window.");
        var signals = facts.Signals.Select(s => s.SignalId).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in replay.Signals.Where(id => !signals.Contains(id)))
            finding.Wrong($"The orders cross a limit, and its signal {missing} is not there.");
        var kills = facts.CommandsOfRun.Select(c => c.Command.CmdId).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in replay.Kills.Where(id => !kills.Contains(id)))
            finding.Wrong($"The orders are a breach, and its kill {missing} was not commanded.");
        var basis = $"By the limits in force they cross {replay.Signals.Count:N0}, which makes {replay.Kills.Count:N0} kills; all were found.";
        return finding.Result(Name, basis, options.Expected.Orders, "no order was sent");
    }
}
