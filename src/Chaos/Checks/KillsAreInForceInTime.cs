using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Plan;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Checks;

/// <summary>
/// A kill is in force within five seconds, whatever is broken beside what carries it: the brokers it stands in, the API it is given to, and
/// the intake that reads it.
/// </summary>
internal sealed class KillsAreInForceInTime : IChaosCheck
{
    private const string Name = "Every kill came into force in time, whatever else was broken";

    /// <summary>The promise, and a second for a machine on which three brokers, ten processes and the driver share what there is.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(6);

    private static readonly HashSet<string> s_carriers =
    [
        .. FaultKinds
            .All.Where(k => k.On is FaultGroup.Broker or FaultGroup.Intake or FaultGroup.Api or FaultGroup.Commands)
            .Select(k => k.Says),
    ];

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        var (carriers, starting) = (0, 0);
        foreach (var kill in KillInForce.Of(evidence))
        {
            // Their processes' clocks are any of them.
            if (kill.Faults.Any(f => s_carriers.Contains(f.Kind) || f.Target is Names.Intake or Names.Api))
            {
                carriers++;
                continue;
            }
            finding.Looked();
            if (kill.WasStarting && kill.Took is not null)
                starting++;
            else if (kill.Took is not { } took)
                finding.Wrong($"{kill.Kill.CmdId} of {kill.Kill.Scope}, sent at {kill.Kill.Sent}, was never in force.");
            else if (took > evidence.Driver.InForceWithin)
                finding.Wrong(
                    $"{kill.Kill.CmdId} of {kill.Kill.Scope}, sent at {kill.Kill.Sent}, was in force {took.TotalSeconds:0.0} s later{Meanwhile(kill)}."
                );
        }
        finding.Count(starting, "kills were given while the stack was starting, and were held to no time");
        finding.Count(carriers, "kills were given while what carries them was broken");
        return finding.Result(
            Name,
            "As an outsider read the state topic.",
            expected: carriers == 0,
            "no kill was given while what carries them was in order"
        );
    }

    private static string Meanwhile(KillInForce kill) =>
        kill.Faults.Count == 0
            ? ", with nothing broken"
            : $"; meanwhile: {string.Join(", ", kill.Faults.Select(f => $"{f.Kind} ({f.Target})"))}";
}
