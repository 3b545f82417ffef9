using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Hosting;
using KillSwitch.StepFunctions.LambdaEndpoint;
using KillSwitch.Tests;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.LambdaEndpoint;

public sealed class StepsEndpointTests : IAsyncLifetime
{
    private static readonly Dictionary<string, StepFunction> s_none = [];

    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _http = new();
    private StepsEndpoint _endpoint = null!;

    public async Task InitializeAsync()
    {
        var functions = new Dictionary<string, StepFunction>
        {
            ["killswitch-double"] = Double,
            ["killswitch-throws"] = Throws,
            ["killswitch-hangs"] = HangsAsync,
        };
        _endpoint = await StepsEndpoint.StartAsync(functions, new StepsOptions(), _time, NullLoggerFactory.Instance, default);
        _http.BaseAddress = _endpoint.Endpoint;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _endpoint.DisposeAsync();
    }

    [Theory]
    [InlineData("killswitch-double")]
    [InlineData("killswitch-double:$LATEST")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:killswitch-double")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:killswitch-double:7")]
    public async Task Invoke_KnownFunctionByAnyName_ReturnsItsOutput(string name)
    {
        using var response = await InvokeAsync(name, """{"value": 21}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("X-Amz-Function-Error"));
        Assert.Equal("$LATEST", response.Headers.GetValues("X-Amz-Executed-Version").Single());
        Assert.Equal("""{"value":42}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Invoke_InputOfATracedIncident_AnswersWithItsTrace()
    {
        using var response = await InvokeAsync(
            "killswitch-double",
            """{"value": 21, "trace_parent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}"""
        );

        Assert.Equal(
            "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1",
            response.Headers.GetValues("X-Amzn-Trace-Id").Single()
        );
    }

    [Theory]
    [InlineData("""{"value": 21}""")]
    [InlineData("""{"value": 21, "trace_parent": null}""")]
    [InlineData("""{"value": 21, "trace_parent": "no\r\ntrace"}""")]
    public async Task Invoke_InputWithoutATrace_NamesNone(string input)
    {
        using var response = await InvokeAsync("killswitch-double", input);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Fact]
    public async Task Invoke_UnknownFunction_IsResourceNotFound()
    {
        using var response = await InvokeAsync("killswitch-treble", "{}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("ResourceNotFoundException", response.Headers.GetValues("x-amzn-ErrorType").Single());
        var body = await JsonAsync(response);
        Assert.Equal("User", (string?)body["Type"]);
        Assert.StartsWith("Function not found: killswitch-treble.", (string?)body["Message"]);
    }

    [Fact]
    public async Task Invoke_FunctionThrows_Answers200WithTheClassNameAsErrorType()
    {
        using var response = await InvokeAsync("killswitch-throws", """{"value": 1}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Unhandled", response.Headers.GetValues("X-Amz-Function-Error").Single());
        var body = await JsonAsync(response);
        Assert.Equal(nameof(StateNotPublishedException), (string?)body["errorType"]);
        Assert.Equal("no broker", (string?)body["errorMessage"]);
        Assert.Contains("StepsEndpointTests", (string?)body["stackTrace"]![0]);
        Assert.Equal(nameof(TimeoutException), (string?)body["cause"]!["errorType"]);
    }

    [Fact]
    public async Task Invoke_WithoutBody_GivesTheFunctionAnEmptyObject()
    {
        using var response = await InvokeAsync("killswitch-double", "");

        Assert.Equal("""{"value":0}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Invoke_NotJson_IsInvalidRequestContent()
    {
        using var response = await InvokeAsync("killswitch-double", "{value");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("InvalidRequestContentException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task Invoke_MoreThanSixMebibytes_IsRequestTooLarge()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path("killswitch-double"))
        {
            Content = new StringContent($"\"{new string('x', 6 * 1024 * 1024)}\""),
        };
        // Asks before it sends, so that the answer is not lost while the rest of the body is still on its way.
        request.Headers.ExpectContinue = true;

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("RequestTooLargeException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task Invoke_AsEvent_IsRefusedRatherThanRunUnseen()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path("killswitch-double"))
        {
            Content = new StringContent("""{"value":1}"""),
        };
        request.Headers.Add("X-Amz-Invocation-Type", "Event");

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("InvalidParameterValueException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task Invoke_PastItsTimeout_AnswersSandboxTimedOut()
    {
        var invoking = InvokeAsync("killswitch-hangs", """{"value": 1}""");
        await _entered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(invoking.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(30));

        using var response = await invoking;
        Assert.Equal("Unhandled", response.Headers.GetValues("X-Amz-Function-Error").Single());
        var body = await JsonAsync(response);
        Assert.Equal("Sandbox.Timedout", (string?)body["errorType"]);
        Assert.EndsWith("Error: Task timed out after 30.00 seconds", (string?)body["errorMessage"]);
    }

    [Fact]
    public async Task Dispose_WhileAFunctionRuns_BreaksTheConnectionInsteadOfReportingAFailure()
    {
        var invoking = InvokeAsync("killswitch-hangs", """{"value": 1}""");
        await _entered.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await _endpoint.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => invoking);
    }

    [Theory]
    [InlineData("Origin", "https://example.com")]
    [InlineData("Host", "rebound.example.com")]
    public async Task Invoke_FromAWebPage_IsForbidden(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path("killswitch-double"))
        {
            Content = new StringContent("""{"value":1}"""),
        };
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Start_PortInUse_NamesPortAndSetting()
    {
        var taken = new IPEndPoint(IPAddress.Loopback, _endpoint.Endpoint.Port);

        var e = await Assert.ThrowsAsync<PortInUseException>(() =>
            StepsEndpoint.StartAsync(s_none, new StepsOptions { Listen = taken }, _time, NullLoggerFactory.Instance, default));

        Assert.Equal(
            $"--steps-port: {taken} is in use by another process. Stop that process, or give another port with --steps-port (0 takes any free one).",
            e.Message
        );
    }

    [Fact]
    public async Task Start_NotLoopback_IsRefusedWithTheReason()
    {
        var options = new StepsOptions { Listen = new IPEndPoint(IPAddress.Any, 0) };

        var e = await Assert.ThrowsAsync<InvalidSettingsException>(() =>
            StepsEndpoint.StartAsync(s_none, options, _time, NullLoggerFactory.Instance, default));

        Assert.Contains("0.0.0.0:0, which is not a loopback address", e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(901)]
    public async Task Start_TimeoutOutOfRange_IsRefused(int seconds)
    {
        var options = new StepsOptions { Timeout = TimeSpan.FromSeconds(seconds) };

        await Assert.ThrowsAsync<InvalidSettingsException>(() =>
            StepsEndpoint.StartAsync(s_none, options, _time, NullLoggerFactory.Instance, default));
    }

    private static string Path(string name) => $"/2015-03-31/functions/{Uri.EscapeDataString(name)}/invocations";

    private Task<HttpResponseMessage> InvokeAsync(string name, string input) =>
        _http.PostAsync(Path(name), new StringContent(input, Encoding.UTF8, "application/json"));

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    private static Task<byte[]> Double(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var value = (long?)JsonNode.Parse(input.Span)!["value"] ?? 0;
        return Task.FromResult(Encoding.UTF8.GetBytes(new JsonObject { ["value"] = value * 2 }.ToJsonString()));
    }

    private static Task<byte[]> Throws(ReadOnlyMemory<byte> input, CancellationToken cancellationToken) =>
        throw new StateNotPublishedException("no broker", new TimeoutException("5 s"));

    private async Task<byte[]> HangsAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        _entered.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return [];
    }
}
