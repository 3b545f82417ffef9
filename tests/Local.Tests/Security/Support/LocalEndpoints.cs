using KillSwitch.Hosting;
using KillSwitch.Local.Api;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.StepFunctions.LambdaEndpoint;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Workflows.Incidents.Steps;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Security.Support;

/// <summary>The three web servers of a stack, with limits that a test can wait for.</summary>
internal sealed class LocalEndpoints : IAsyncDisposable
{
    private readonly ApiStack _api;
    private readonly EngineHost _engine;
    private readonly StepsEndpoint _steps;

    private LocalEndpoints(ApiStack api, EngineHost engine, StepsEndpoint steps) => (_api, _engine, _steps) = (api, engine, steps);

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => ["api", "states", "steps"];

    public static async Task<LocalEndpoints> StartAsync(ConnectionLimits limits) =>
        new(
            await ApiStack.StartAsync(new OperatorEndpointOptions { Connections = limits, RequestTimeout = TimeSpan.FromMinutes(1) }),
            await EngineHost.StartAsync(configure: o => o with { Connections = limits }),
            await StepsEndpoint.StartAsync(
                new Dictionary<string, StepFunction> { ["echo"] = (input, _) => Task.FromResult(input.ToArray()) },
                new StepsOptions { Connections = limits },
                TimeProvider.System,
                NullLoggerFactory.Instance,
                default
            )
        );

    public Uri Of(string name) => name switch
    {
        "api" => _api.Api.Endpoint,
        "states" => _engine.Endpoint,
        "steps" => _steps.Endpoint,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>A request that each answers with 200; without the end of its headers.</summary>
    public string Good(string name) => name switch
    {
        "api" => $"GET /state HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_api.Token("dave")}\r\n",
        "states" => "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AWSStepFunctions.ListStateMachines\r\nContent-Length: 2\r\n",
        "steps" => "POST /2015-03-31/functions/echo/invocations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>A request with a body that each reads, without its length.</summary>
    public string WithBody(string name) =>
        name switch
        {
            "api" =>
                $"POST /kill HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_api.Token("alice")}\r\nContent-Type: application/json\r\n",
            "states" => "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AWSStepFunctions.ListStateMachines\r\n",
            "steps" => "POST /2015-03-31/functions/echo/invocations HTTP/1.1\r\nHost: localhost\r\n",
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    public async Task<bool> ServesAsync(string name)
    {
        var answer = await RawHttp.AnswerAsync(Of(name), Good(name) + "Connection: close\r\n\r\n" + (name == "api" ? "" : "{}"));
        return answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _steps.DisposeAsync();
        await _engine.DisposeAsync();
        await _api.DisposeAsync();
    }
}
