using KillSwitch.Kafka;
using KillSwitch.StepFunctions.Server;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Stack;

/// <summary>
/// What the parts of one process share: options, clock, log, and where everything is. What a part of this process serves
/// is at hand; what another process serves is waited for in <see cref="EndpointsFile"/>.
/// </summary>
public sealed class StackContext(
    StackOptions options,
    TimeProvider time,
    ILoggerFactory loggers,
    Action<string> say,
    CancellationToken stopping
)
{
    private readonly Stack<IAsyncDisposable> _started = new();
    private Workflow? _workflow;
    private readonly WaitingLine _waiting = new(say, time);
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StackOptions Options { get; } = options;
    public TimeProvider Time { get; } = time;
    public ILoggerFactory Loggers { get; } = loggers;
    public EndpointsFile Endpoints { get; } = new(options.Data, time);

    /// <summary>The engine, where this process runs it, once it has started.</summary>
    public StepFunctionsServer? Engine { get; set; }

    /// <summary>Cancelled when the stack is to stop.</summary>
    public CancellationToken Stopping { get; } = stopping;

    /// <summary>Completes with the fault of a part that ended though nobody stopped it.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>Tells the person at the terminal.</summary>
    public void Say(string what) => say(what);

    /// <summary>Stops what was started, the last first.</summary>
    public async ValueTask StopAsync()
    {
        while (_started.TryPop(out var part))
            await part.DisposeAsync();
    }

    /// <summary>Has this stopped with the stack.</summary>
    public T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _started.Push(part);
        return part;
    }

    /// <summary>Has this disposed with the stack.</summary>
    public T KeepDisposable<T>(T part)
        where T : IDisposable
    {
        _started.Push(new Disposing(part));
        return part;
    }

    /// <summary>Runs a part's loop until the stack stops. A loop that ends by itself fails the stack: nothing is left half alive.</summary>
    public void Run(string name, Func<CancellationToken, Task> loop) =>
        Keep(new BackgroundLoop(name, loop, e => _failed.TrySetResult(e)));

    /// <summary>Kafka, once the state topic agrees with the open incidents.</summary>
    public Task<KafkaSettings> KafkaAsync(CancellationToken cancellationToken) => KafkaAsync(Served.OrderedBroker, cancellationToken);

    /// <summary>Kafka as soon as it answers: for what brings the state topic in order.</summary>
    public Task<KafkaSettings> BrokerAsync(CancellationToken cancellationToken) => KafkaAsync(Served.Broker, cancellationToken);

    /// <summary>What steps, intake and API of this process share.</summary>
    public async Task<Workflow> WorkflowAsync(CancellationToken cancellationToken) =>
        _workflow ??= await Workflow.ConnectAsync(this, cancellationToken);

    /// <summary>The address of something that this or another process serves. A person is told whom it waits for.</summary>
    public async Task<string> EndpointAsync(Served what, CancellationToken cancellationToken)
    {
        using var waiting = what.Address(Endpoints.Read()) is null ? _waiting.For(what.Part, Options.Data.Path) : null;
        return await Endpoints.WaitForAsync(what.Address, cancellationToken);
    }

    private async Task<KafkaSettings> KafkaAsync(Served which, CancellationToken cancellationToken)
    {
        if (Options.Bootstrap is { } given && !Options.Runs(PartNames.Broker))
            return new KafkaSettings(given);
        var address = await EndpointAsync(which, cancellationToken);
        return Endpoints.Read().KafkaAt(address);
    }

    private sealed class Disposing(IDisposable inner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            inner.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
