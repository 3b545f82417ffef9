using KillSwitch.Local.Telemetry;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Local.Tests.Telemetry;

public sealed class TracingTests
{
    [Fact]
    public void Start_WithoutEndpoint_StillGivesTraceParents()
    {
        using var tracing = Tracing.Start(new TracingSettings(OtlpEndpoint: null));

        using var span = Spans.Continue("test", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", TraceContext.Current);
        Assert.EndsWith("-01", TraceContext.Current);
    }

    [Theory]
    [InlineData("127.0.0.1:4317")]
    [InlineData("file:///tmp/traces")]
    public void Start_EndpointThatIsNoAddress_NamesTheVariable(string endpoint)
    {
        var e = Assert.Throws<InvalidSettingsException>(() => Tracing.Start(new TracingSettings(endpoint)));

        Assert.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}', which is not an address.", e.Message);
    }
}
