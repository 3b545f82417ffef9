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
        using var tracing = Tracing.Start(new TracingSettings(OtlpEndpoint: null));

        using var span = Spans.Continue("test", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", TraceContext.Current);
        Assert.EndsWith("-01", TraceContext.Current);
    }

    [Fact]
    public async Task Start_WithEndpoint_SendsSpansThereUnderTheServicesName()
    {
        var arrived = new TaskCompletionSource<(string Path, string Body)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listen = new IPEndPoint(IPAddress.Loopback, 0);
        await using var collector = KestrelHost.CreateBuilder(listen, new ConnectionLimits(), NullLoggerFactory.Instance, _ => { }).Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            arrived.TrySetResult((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        var address = await KestrelHost.StartAsync(collector, listen, "test", default);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", address.ToString());
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        try
        {
            using (Tracing.Start(TracingSettings.FromEnvironment()))
            using (Spans.Continue("a-span-to-export", null))
            {
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }

        var (path, content) = await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("/v1/traces", path);
        Assert.Contains("a-span-to-export", content);
        Assert.Contains("service.name", content);
        Assert.Contains("killswitch", content);
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
