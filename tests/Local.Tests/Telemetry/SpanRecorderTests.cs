using System.Diagnostics;
using KillSwitch.Local.Telemetry;
using KillSwitch.Tests;
using KillSwitch.WebConsole.Traces;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Local.Tests.Telemetry;

public sealed class SpanRecorderTests : IDisposable
{
    /// <summary>Other tests of this process have spans, too.</summary>
    private readonly string _trace = ActivityTraceId.CreateRandom().ToHexString();

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dispose_AfterASpan_ItIsKeptWithAllThatIsKnownOfIt()
    {
        var other = ActivityTraceId.CreateRandom().ToHexString();
        using (new SpanRecorder(_folder, TimeProvider.System))
        {
            using var span = Spans.Intake.Continue("take in command", $"00-{_trace}-b7ad6b7169203331-01");
            span!.SetTag(Spans.Scope, "ACCOUNT:1").SetTag("attempt", 2);
            span.BelongsTo("inc-1", $"00-{other}-b7ad6b7169203331-01");
            span.SetStatus(ActivityStatusCode.Error, "the store is away");
        }

        var kept = Assert.Single(new TraceStore(_folder).Find(_trace)!.Spans);
        Assert.Equal(("take in command", "intake", "b7ad6b7169203331"), (kept.Name, kept.Part, kept.ParentId));
        Assert.Equal("the store is away", kept.Error);
        Assert.Equal(("ACCOUNT:1", "2", "inc-1"), (kept.Tags[Spans.Scope], kept.Tags["attempt"], kept.Tags[Spans.IncidentId]));
        Assert.Equal([other], kept.Links);
        Assert.InRange(kept.StartUs, 1_700_000_000_000_000, long.MaxValue);
    }

    [Fact]
    public void Dispose_NotedSpan_HasTheTimesThatWereGiven()
    {
        var start = DateTimeOffset.UnixEpoch.AddMilliseconds(1_000);
        using (new SpanRecorder(_folder, TimeProvider.System))
            Spans.Detector.Note("send order", $"00-{_trace}-b7ad6b7169203331-01", start, start.AddMilliseconds(3))?.Dispose();

        var kept = Assert.Single(new TraceStore(_folder).Find(_trace)!.Spans);
        Assert.Equal((1_000_000, 3_000), (kept.StartUs, kept.DurationUs));
    }

    [Fact]
    public void Dispose_MinorSpanOrOneOfATraceThatIsNotRecorded_IsNotKept()
    {
        using (new SpanRecorder(_folder, TimeProvider.System))
        {
            using (var minor = Spans.Api.Continue("GET /state", $"00-{_trace}-b7ad6b7169203331-01"))
                minor!.SetTag(Spans.Minor, true);
            using var rehearsed = Spans.Intake.Continue("take in command", $"00-{_trace}-b7ad6b7169203331-00");
        }

        Assert.Null(new TraceStore(_folder).Find(_trace));
    }

    [Fact]
    public void Dispose_FolderThatCannotBeWritten_KeepsNobodyFromWorking()
    {
        var file = Path.Combine(_folder, "traces");
        File.WriteAllText(file, "");
        using var recorder = new SpanRecorder(file, TimeProvider.System);

        using var span = Spans.Intake.Continue("take in command", $"00-{_trace}-b7ad6b7169203331-01");

        Assert.NotNull(span);
    }
}
