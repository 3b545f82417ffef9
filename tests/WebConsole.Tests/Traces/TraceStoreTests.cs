using KillSwitch.Tests;
using KillSwitch.WebConsole.Traces;
using KillSwitch.Workflows.Tracing;
using static KillSwitch.WebConsole.Tests.Traces.SampleSpans;

namespace KillSwitch.WebConsole.Tests.Traces;

public sealed class TraceStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TraceStore _store;

    public TraceStoreTests() => _store = new TraceStore(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_NothingWritten_IsEmpty()
    {
        var view = new TraceStore(Path.Combine(_folder, "not there")).List(10, null);

        Assert.Empty(view.Traces);
        Assert.Null(view.SinceUs);
    }

    [Fact]
    public void List_SpansOfTwoProcesses_AreOneTrace()
    {
        Write(Of(1, 1));
        Write(Of(1, 2, parent: 1, part: "intake"));

        Assert.Equal(2, Assert.Single(_store.List(10, null).Traces).Spans);
    }

    [Fact]
    public void List_WrittenSinceItWasAsked_IsThereAndStandsFirst()
    {
        using var writer = new SpanWriter(_folder, TimeProvider.System);
        writer.Write([Of(1, 1)]);
        Assert.Equal([TraceId(1)], _store.List(10, null).Traces.Select(t => t.TraceId));

        writer.Write([Of(2, 1, startUs: 5_000)]);

        Assert.Equal([TraceId(2), TraceId(1)], _store.List(10, null).Traces.Select(t => t.TraceId));
    }

    [Fact]
    public void List_MoreThanAskedFor_GivesTheLatest()
    {
        Write([.. Enumerable.Range(1, 5).Select(n => Of(n, 1, startUs: n))]);

        Assert.Equal([TraceId(5), TraceId(4)], _store.List(2, null).Traces.Select(t => t.TraceId));
    }

    [Fact]
    public void List_OfAnIncident_HasItsTracesOnly()
    {
        Write(Of(1, 1), Of(2, 1, tags: new Dictionary<string, string> { [Spans.IncidentId] = "inc-2" }));

        Assert.Equal([TraceId(2)], _store.List(10, "inc-2").Traces.Select(t => t.TraceId));
    }

    [Fact]
    public void Find_LinkedFromOtherTraces_HasTheirSpansToo()
    {
        Write(Of(1, 1, startUs: 1), Of(2, 1, startUs: 3, links: 1), Of(2, 2, parent: 1, startUs: 2), Of(3, 1, startUs: 4));

        var found = _store.Find(TraceId(1))!;

        Assert.Equal([1, 2, 3], found.Spans.Select(s => s.StartUs));
    }

    [Fact]
    public void Find_LinksToAnother_HasItsSpansToo()
    {
        Write(Of(1, 1), Of(2, 1, links: 1));

        Assert.Equal(2, _store.Find(TraceId(2))!.Spans.Count);
    }

    [Fact]
    public void Find_Unknown_IsNull() => Assert.Null(_store.Find(TraceId(9)));

    [Fact]
    public void Find_HalfALineOfAProcessThatWasKilled_IsPassedOver()
    {
        Write(Of(1, 0xabc));
        var file = Directory.GetFiles(_folder).Single();
        var whole = File.ReadAllText(file);
        File.AppendAllText(file, whole[..20]);
        Assert.Single(_store.Find(TraceId(1))!.Spans);

        File.AppendAllText(file, "\nnull\n[]\n{\"trace_id\":\"short\"}\n" + whole.Replace("0abc", "0def"));

        Assert.Equal(2, _store.Find(TraceId(1))!.Spans.Count);
    }

    [Fact]
    public void Write_MoreThanThereIsRoomFor_RemovesTheOldest()
    {
        var text = new Dictionary<string, string> { ["text"] = new('x', 64 * 1024) };
        using var writer = new SpanWriter(_folder, TimeProvider.System);
        for (var n = 1; n <= 640; n++)
            writer.Write([Of(n, 1, startUs: n, tags: text)]);

        Assert.InRange(Directory.GetFiles(_folder).Sum(f => new FileInfo(f).Length), 16 * 1024 * 1024, SpanSegments.MostBytes + 128 * 1024);
        var kept = _store.List(1_000, null).Traces;
        Assert.Equal(TraceId(640), kept[0].TraceId);
        Assert.DoesNotContain(TraceId(1), kept.Select(t => t.TraceId));
    }

    [Fact]
    public void List_MoreThanAreKept_ForgetsTheFirst()
    {
        Write([.. Enumerable.Range(1, 50_010).Select(n => Of(n, 1, startUs: n))]);

        Assert.Equal(11, _store.List(1, null).SinceUs);
        Assert.Null(_store.Find(TraceId(10)));
    }

    private void Write(params Span[] spans)
    {
        using var writer = new SpanWriter(_folder, TimeProvider.System);
        writer.Write(spans);
    }
}
