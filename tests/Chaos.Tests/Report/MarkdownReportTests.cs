using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Plan;
using KillSwitch.Chaos.Processes;
using KillSwitch.Chaos.Report;
using KillSwitch.Chaos.Running;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Tests.Report;

public class MarkdownReportTests
{
    private static readonly InjectedFault s_recovered = new("router killed", "router-a", S(10), S(12), S(17));

    [Fact]
    public void Of_AllHeld_SaysSoWithTheTimesOfEachKind()
    {
        var text = Text(new PromiseResult("Nothing is lost", 1234, 0, [], "", ["one record was odd"]), unsettled: null, s_recovered);

        Assert.StartsWith("# Held: 1 faults, 0 violations\n", text);
        Assert.Contains("| router killed | 1 | 1 | 5.0 s | 5.0 s | 7.0 s | 7.0 s |\n", text);
        Assert.Contains("Undisturbed, the same probes took: a kill published 0.31 s.\n", text);
        Assert.Contains("| Nothing is lost | 1,234 | 0 |\n", text);
        Assert.Contains("- Nothing is lost: one record was odd\n", text);
        Assert.Contains("`./run chaos --seed 7`, 2026-01-02 03:04Z, embedded broker, sequenced delivery, 300 orders/s", text);
    }

    [Fact]
    public void Of_Violation_IsBrokenAndShowsIt()
    {
        var text = Text(
            new PromiseResult("Nothing is lost", 10, 1, ["orders.v1-3@17 has no decision"], "", []),
            unsettled: null,
            s_recovered
        );

        Assert.StartsWith("# BROKEN: 1 faults, 1 violations\n", text);
        Assert.Contains("- **Nothing is lost**: orders.v1-3@17 has no decision\n", text);
    }

    [Fact]
    public void Of_NotRecovered_IsBroken()
    {
        var text = Text(new PromiseResult("Nothing is lost", 10, 0, [], "", []), unsettled: null, s_recovered with { Recovered = null });

        Assert.StartsWith("# BROKEN", text);
        Assert.Contains("| router killed | 1 | 0 | - | - | - | - |\n", text);
    }

    [Fact]
    public void Of_NotAtRest_IsBrokenAndSaysWhatMoved()
    {
        var text = Text(new PromiseResult("Nothing is lost", 10, 0, [], "", []), unsettled: "waited in vain", s_recovered);

        Assert.StartsWith("# BROKEN", text);
        Assert.Contains("**It did not come to rest**: waited in vain.", text);
    }

    [Fact]
    public void Of_ProcessThatEndedByItself_IsListedWithItsLastWords() =>
        Assert.Contains(
            "- engine after 40 s, exit code 1: ✗ the journal cannot be written\n",
            Text(new PromiseResult("Nothing is lost", 10, 0, [], "", []), unsettled: null, s_recovered));

    [Fact]
    public void Of_KillsThatCameIntoForce_AreARowForEachFault() =>
        Assert.Contains(
            "| engine killed | 3 | 1.0 s | 2.0 s | 2.0 s |\n",
            Text(new PromiseResult("Nothing is lost", 10, 0, [], "", []), unsettled: null, s_recovered));

    private static string Text(PromiseResult check, string? unsettled, params InjectedFault[] faults)
    {
        var outcome = new ChaosOutcome(
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            TimeSpan.FromMinutes(2),
            faults,
            [check],
            [new UnexpectedEnd("engine", S(40), 1, "starting\n✗ the journal cannot be written\nfail: and more of it")],
            [new ForceTimes("engine killed", 3, S(1), S(2), S(2))],
            100,
            (70, 29, 1),
            new Dictionary<string, int> { ["kill 202"] = 3 },
            new Dictionary<string, TimeSpan> { ["a kill published"] = TimeSpan.FromMilliseconds(310) },
            unsettled
        );
        var options = new ChaosOptions
        {
            Delivery = "sequenced",
            Duration = TimeSpan.FromMinutes(2),
            Seed = 7,
            Kinds = FaultKinds.All,
            Data = "/nowhere",
        };
        return MarkdownReport.Of(ChaosReport.Of(outcome, options, "./run chaos --seed 7"));
    }

    private static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
}
