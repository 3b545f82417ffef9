using KillSwitch.Hosting;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StatesLanguage.Jsonata.Plain;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.StepFunctions.Jsonata;
using KillSwitch.StepFunctions.Operations;
using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Tasks;
using KillSwitch.StepFunctions.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace KillSwitch.StepFunctions.Server;

/// <summary>
/// Step Functions on one machine: the wire API over the States Language engine, with a journal from which every
/// execution goes on after a stop or a kill -9. A task that was in flight is invoked again: tasks are done at least once.
/// </summary>
public sealed class StepFunctionsServer : IAsyncDisposable
{
    /// <summary>The journal's name in the data directory.</summary>
    public const string JournalName = "executions.journal";

    /// <summary>A definition of 1 MB and its escapes fit; what is longer is refused before it is read.</summary>
    private const int MaxRequestBytes = 8 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly Engine _engine;
    private readonly NodeJsonata? _ownJsonata;
    private readonly LambdaInvoker _lambda;

    private StepFunctionsServer(WebApplication app, Uri endpoint, Engine engine, NodeJsonata? ownJsonata, LambdaInvoker lambda)
    {
        _app = app;
        Endpoint = endpoint;
        _engine = engine;
        _ownJsonata = ownJsonata;
        _lambda = lambda;
    }

    /// <summary>The base address, as <c>--endpoint-url</c> of the AWS CLI takes it.</summary>
    public Uri Endpoint { get; }

    /// <summary>
    /// Completes when the journal could not be written, for want of room, say. From then on nothing goes on and everything is
    /// refused: stop it
    /// and start it again, which takes up what the journal has.
    /// </summary>
    public Task<IOException> Broken => _engine.Journal.Broken;

    /// <summary>What evaluates JSONata here, for another engine of this process; it ends with this one.</summary>
    public IJsonata Jsonata => _engine.Jsonata;

    /// <param name="options">What to serve and where; checked first.</param>
    /// <param name="time">Times in histories, waits, time-outs and retries.</param>
    /// <param name="logs">Where it tells what it does.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="KillSwitch.Workflows.Refusals.InvalidSettingsException">A setting is out of range.</exception>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    /// <exception cref="JournalDamagedException">The journal holds what no crash explains.</exception>
    /// <exception cref="IOException">The data directory is in use by another engine, or cannot be written.</exception>
    public static async Task<StepFunctionsServer> StartAsync(
        StepFunctionsOptions options,
        TimeProvider time,
        ILoggerFactory logs,
        CancellationToken cancellationToken
    )
    {
        options.Validated();
        Directory.CreateDirectory(options.DataDirectory);
        var logger = logs.CreateLogger<StepFunctionsServer>();
        var journal = Path.Combine(options.DataDirectory, JournalName);
        var lambda = new LambdaInvoker(options);
        var ownJsonata = options.Jsonata is null ? new NodeJsonata(options, logger) : null;
        _ = ownJsonata?.WarmUpAsync();
        Engine? engine = null;
        WebApplication? app = null;
        try
        {
            engine = Engine.Open(
                journal,
                options.JournalSync,
                new Arns(options.Region, options.AccountId),
                time,
                options.Jsonata ?? new PlainJsonata(ownJsonata!),
                [lambda],
                logger,
                options.BeforeJournalSync
            );
            engine.BeforeStart = options.BeforeStart;
            engine.KeepsTokensOf = options.KeepsTokensOf;
            var endpoint = new WireEndpoint(engine, OperationList.All, options.ShowTaskTokens);
            var starting = KestrelHost
                .CreateBuilder(options.Listen, options.Connections, logs, limits => limits.MaxRequestBodySize = MaxRequestBytes)
                .Build();
            starting.UseNoBrowsers();
            starting.Run(endpoint.HandleAsync);
            var address = await KestrelHost.StartAsync(starting, options.Listen, "--states-port", cancellationToken).ConfigureAwait(false);
            app = starting;
            var running = engine.Resume();
            Logs.Started(logger, address, engine.Executions.Count, journal, running);
            return new StepFunctionsServer(app, address, engine, ownJsonata, lambda);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync().ConfigureAwait(false);
            if (engine is not null)
                await engine.DisposeAsync().ConfigureAwait(false);
            ownJsonata?.Dispose();
            lambda.Dispose();
            throw;
        }
    }

    /// <summary>Stops serving. Executions stand still and go on at the next start on the same data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync().ConfigureAwait(false);
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        await _engine.DisposeAsync().ConfigureAwait(false);
        _ownJsonata?.Dispose();
        _lambda.Dispose();
    }
}
