using KillSwitch.Hosting;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KillSwitch.StepFunctions.LambdaEndpoint;

/// <summary>
/// Lambda's Invoke API over the workflow's steps: the local engine, and the AWS CLI, call them exactly as Step Functions
/// calls the deployed functions. Answers synchronously (<c>RequestResponse</c>) and refuses the other invocation types.
/// </summary>
/// <remarks>
/// A caller that hangs up does not stop a function, as on AWS. A function past its timeout is answered for and its
/// cancellation token is cancelled; on AWS its process would be gone.
/// </remarks>
public sealed class StepsEndpoint : IAsyncDisposable
{
    /// <summary>Lambda's limit for a synchronous payload, bytes.</summary>
    private const int MaxPayload = 6 * 1024 * 1024;

    private readonly WebApplication _app;

    private StepsEndpoint(WebApplication app, Uri endpoint)
    {
        _app = app;
        Endpoint = endpoint;
    }

    /// <summary>The base address, as <c>--endpoint-url</c> of the AWS CLI takes it.</summary>
    public Uri Endpoint { get; }

    /// <param name="functions">By the name they are deployed under; not changed while it serves.</param>
    /// <param name="options">Where to listen and how long functions may run.</param>
    /// <param name="time">Measures the timeout.</param>
    /// <param name="logs">Where failures of functions are told.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="InvalidSettingsException">A setting is out of range.</exception>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static async Task<StepsEndpoint> StartAsync(
        IReadOnlyDictionary<string, StepFunction> functions,
        StepsOptions options,
        TimeProvider time,
        ILoggerFactory logs,
        CancellationToken cancellationToken)
    {
        options.Validate();
        var builder = KestrelHost.CreateBuilder(options.Listen, options.Connections, logs, limits =>
            limits.MaxRequestBodySize = MaxPayload
        );
        var app = builder.Build();
        var log = logs.CreateLogger<StepsEndpoint>();
        var invocations = new Invocations(functions, options.Timeout, time, log, app.Lifetime.ApplicationStopping);
        app.UseNoBrowsers();
        app.MapPost("/2015-03-31/functions/{name}/invocations", context => invocations.InvokeAsync(context));
        app.MapFallback(context =>
            LambdaResponse.WriteServiceErrorAsync(
                context.Response,
                StatusCodes.Status404NotFound,
                "UnknownOperationException",
                "This endpoint knows Lambda's Invoke only: POST /2015-03-31/functions/{name}/invocations."
            )
        );
        return new StepsEndpoint(app, await KestrelHost.StartAsync(app, options.Listen, "--steps-port", cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
