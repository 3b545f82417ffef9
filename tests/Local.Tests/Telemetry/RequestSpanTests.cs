using System.Diagnostics;
using KillSwitch.Local.Telemetry;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Tests;
using KillSwitch.WebConsole.Traces;

namespace KillSwitch.Local.Tests.Telemetry;

public sealed class RequestSpanTests : IAsyncLifetime
{
    private readonly string _trace = ActivityTraceId.CreateRandom().ToHexString();
    private readonly TempFolder _folder = new();
    private ApiStack _stack = null!;

    private (string, string) Parent => ("traceparent", $"00-{_trace}-b7ad6b7169203331-01");

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public async Task DisposeAsync()
    {
        await _stack.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Act_OfAnIncident_IsNamedByItsRouteAndSaysWhatCameOfIt()
    {
        using var recorder = new SpanRecorder(_folder, TimeProvider.System);
        await _stack.PostAsync("/incidents/inc-0000/notes", "alice", new { kind = "NOTE", reason = "r" }, Parent);

        // The answer arrives before the request has ended.
        var request = await Until.FoundAsync("the request's span", () => Task.FromResult(Named("POST /incidents/{id}/notes")));
        Assert.Equal(("api", "b7ad6b7169203331", "404"), (request.Part, request.ParentId, request.Tags["http.response.status_code"]));
        Assert.Equal(request.SpanId, Named("IncidentNoted")?.ParentId);
        Assert.DoesNotContain("inc-0000", request.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/state")]
    [InlineData("/no/such/route")]
    public async Task Look_OrNoRoute_IsNotKept(string path)
    {
        using (new SpanRecorder(_folder, TimeProvider.System))
            await _stack.GetAsync(path, "dave", Parent);

        Assert.Null(new TraceStore(_folder).Find(_trace));
    }

    private Span? Named(string name) => new TraceStore(_folder).Find(_trace)?.Spans.SingleOrDefault(s => s.Name == name);
}
