using System.Collections.Concurrent;
using System.Net;
using System.Text;
using KillSwitch.Hosting;
using KillSwitch.Local.Telemetry;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Telemetry;

public sealed class TracingTests
{
    [Fact]
    public void Start_WithoutEndpoint_StillGivesTraceParents()
    {
        using var tracing = Tracing.Start(new TracingSettings(OtlpEndpoint: null), folder: null, TimeProvider.System);

        using var span = Spans.Intake.Continue("test", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", TraceContext.Current);
        Assert.EndsWith("-01", TraceContext.Current);
    }

    [Fact]
    public async Task Start_WithEndpoint_SendsSpansThereUnderThePartsName()
    {
        var arrived = new ConcurrentQueue<(string Path, string Body)>();
        var listen = new IPEndPoint(IPAddress.Loopback, 0);
        await using var collector = KestrelHost.CreateBuilder(listen, new ConnectionLimits(), NullLoggerFactory.Instance, _ => { }).Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            arrived.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        var address = await KestrelHost.StartAsync(collector, listen, "test", default);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", address.ToString());
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        try
        {
            using (Tracing.Start(TracingSettings.FromEnvironment(), folder: null, TimeProvider.System))
            using (Spans.Intake.Continue("a-span-to-export", null))
            {
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }

        // Disposing has sent all. There are more batches than one: the sources are the process's, and other tests have spans, too.
        var (path, content) = Assert.Single(arrived, batch => batch.Body.Contains("a-span-to-export", StringComparison.Ordinal));
        Assert.Equal("/v1/traces", path);
        Assert.Contains("service.name", content);
        Assert.Contains("killswitch-intake", content);
    }

    [Theory]
    [InlineData("127.0.0.1:4317")]
    [InlineData("file:///tmp/traces")]
    public void Start_EndpointThatIsNoAddress_NamesTheVariable(string endpoint)
    {
        var e = Assert.Throws<InvalidSettingsException>(() =>
            Tracing.Start(new TracingSettings(endpoint), folder: null, TimeProvider.System));

        Assert.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}', which is not an address.", e.Message);
    }
}
