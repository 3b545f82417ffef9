using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// From the order that crossed a limit to the command of its kill no more time goes by than <see cref="VerificationOptions.CommandWithin"/>
/// says. By the times of the records.
/// </summary>
internal sealed class BreachesAreCommandedInTime : IPromise
{
    public string Name => "Every breach was commanded in time";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.RiskSignals, Topics.Commands);
        var limit = options.CommandWithin ?? TimeSpan.MaxValue;
        foreach (var (sent, order) in BreachingOrders.WithTheirKills(facts))
        {
            finding.Looked();
            var took = TimeSpan.FromMilliseconds(sent.SentInMs - order.SentInMs);
            if (took > limit)
                finding.Wrong(
                    $"{sent.Command.Scope} was over its limit for {took.TotalSeconds:0.0} s before {sent.Command.CmdId} was commanded; {limit.TotalSeconds:0.#} s are allowed."
                );
        }
        var basis = $"Each within {limit.TotalSeconds:0.#} s of the order that crossed the limit.";
        return finding.Result(Name, basis, options.Expected.DetectedKill, "no detector commanded anything");
    }
}
