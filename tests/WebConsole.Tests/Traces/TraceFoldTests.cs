using KillSwitch.WebConsole.Traces;
using KillSwitch.Workflows.Tracing;
using static KillSwitch.WebConsole.Tests.Traces.SampleSpans;

namespace KillSwitch.WebConsole.Tests.Traces;

public sealed class TraceFoldTests
{
    [Fact]
    public void Line_OfSpansInAnyOrder_BeginsWithTheFirstAndEndsWithTheLast()
    {
        var line = TraceFold.Line([
            Of(1, 2, part: "intake", name: "take in command", startUs: 2_000, durationUs: 9_000, error: "no"),
            Of(1, 1, part: "api", name: "POST /kill", startUs: 1_000, durationUs: 3_000),
        ]);

        Assert.Equal(
            ("POST /kill", "api", 1_000, 10_000, 2, 1),
            (line.Name, line.Part, line.StartUs, line.DurationUs, line.Spans, line.Errors)
        );
    }

    [Fact]
    public void Line_ScopeOnALaterSpan_IsTheTraces()
    {
        var tagged = new Dictionary<string, string> { [Spans.Scope] = "ACCOUNT:1", [Spans.IncidentId] = "inc-1" };

        var line = TraceFold.Line([Of(1, 1), Of(1, 2, startUs: 2_000, tags: tagged)]);

        Assert.Equal(("ACCOUNT:1", "inc-1"), (line.Scope, line.IncidentId));
    }

    [Fact]
    public void Parts_OfThreeSpans_HaveTheirMiddleAndTheirLongest()
    {
        var parts = TraceFold.Parts([
            Of(1, 1, durationUs: 900),
            Of(1, 2, durationUs: 10),
            Of(1, 3, durationUs: 50, error: "no"),
            Of(1, 4, part: "steps"),
        ]);

        Assert.Equal([new PartLine("api", 3, 1, 50, 900), new PartLine("steps", 1, 0, 10, 10)], parts);
    }

    [Fact]
    public void Calls_BetweenParts_AreCountedAndThoseWithinOneAreNot()
    {
        var calls = TraceFold.Calls([
            Of(1, 1, part: "api"),
            Of(1, 2, parent: 1, part: "api"),
            Of(1, 3, parent: 2, part: "intake"),
            Of(1, 4, parent: 3, part: "steps", error: "no"),
            Of(1, 5, parent: 3, part: "steps"),
            // Another trace has a span of the same id, which is nobody's parent here.
            Of(2, 6, parent: 3, part: "steps"),
        ]);

        Assert.Equal([new CallLine("api", "intake", 1, 0), new CallLine("intake", "steps", 2, 1)], calls);
    }
}
