using System.Collections.Concurrent;
using KillSwitch.Api.Health;
using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Local.Stack.Health;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The parts of the stack that run in this process.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    private readonly StackContext _context;
    private readonly CancellationTokenSource _stop;

    private LocalStack(StackContext context, CancellationTokenSource stop)
    {
        _context = context;
        _stop = stop;
    }

    public Endpoints Endpoints => _context.Endpoints.Read();

    /// <summary>Completes with the fault of a part that ended though nobody stopped it.</summary>
    public Task<Exception> Failed => _context.Failed;

    /// <summary>Kafka, as clients of this process reach it.</summary>
    public Task<KafkaSettings> KafkaAsync(CancellationToken cancellationToken) => _context.KafkaAsync(cancellationToken);

    /// <summary>The operators' mail and whatever else steps, intake and API share.</summary>
    public Task<Workflow> WorkflowAsync(CancellationToken cancellationToken) => _context.WorkflowAsync(cancellationToken);

    /// <summary>What the routers of this process say of themselves.</summary>
    public required RouterPart Routers { get; init; }

    /// <summary>What the detector of this process says of itself.</summary>
    public required IDetectorPart Detector { get; init; }

    /// <summary>Starts the parts in their order. Returns when all serve.</summary>
    /// <param name="options">Which parts, on which broker.</param>
    /// <param name="time">The clock of every part.</param>
    /// <param name="loggers">Where parts log.</param>
    /// <param name="say">Tells the person at the terminal what takes a moment and what was repaired.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="CannotStartException">Something a person has to put right; what was started is stopped again.</exception>
    public static async Task<LocalStack> StartAsync(
        StackOptions options,
        TimeProvider time,
        ILoggerFactory loggers,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        if (options.Detector != DetectorChoice.Embedded && options.Runs(PartNames.Detector))
            SparkPart.Require(options);
        var stop = new CancellationTokenSource();
        var context = new StackContext(options, time, loggers, say, stop.Token);
        var stack = new LocalStack(context, stop)
        {
            Routers = new RouterPart(),
            Detector = options.Detector switch
            {
                DetectorChoice.Spark => new SparkPart(),
                DetectorChoice.GuardedSpark => new GuardedSparkPart(),
                _ => new DetectorPart(),
            },
        };
        var folder = new HealthFolder(options.Data.Health, time);
        var mine = new List<IStackPart>();
        var started = new ConcurrentDictionary<IStackPart, bool>();
        IReadOnlyList<PartHealth> Mine() => [.. mine.SelectMany(part => started.ContainsKey(part) ? part.Health : [Starting(part)])];
        IStackPart[] parts =
        [
            // The detector may take a while: meanwhile people can kill, and ask how it does.
            new StorePart(), new BrokerPart(), new StepsPart(), new EnginePart(), new IntakePart(),
            stack.Routers, new AuditPart(), new ApiPart(folder, Mine, () => stack.Detector.Nearest), stack.Detector,
        ];
        try
        {
            mine.AddRange(parts.Where(p => options.Runs(p.Name)));
            foreach (var part in mine.Where(p => p.Name != PartNames.Router))
                context.KeepDisposable(options.Data.Lock(part.Name));
            if (options.Only is null)
                context.Endpoints.Hold();
            else
                await context.Endpoints.UpdateAsync(e => e.Without(options.Only), cancellationToken);
            // Where all parts run here, nobody else could ask.
            if (options.Only is not null)
                context.Run("health", ct => folder.RunAsync(Mine, ct));
            foreach (var part in mine)
            {
                // A detector may take a while, and says itself how far it is.
                if (part is IDetectorPart)
                    started[part] = true;
                await part.StartAsync(context, cancellationToken);
                started[part] = true;
            }
            await context.Endpoints.ReleaseAsync(cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    private static PartHealth Starting(IStackPart part) => new(part.Name, false, "starting");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _context.StopAsync();
        _stop.Dispose();
    }
}
