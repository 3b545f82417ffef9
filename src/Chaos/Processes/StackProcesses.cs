using System.Collections.Concurrent;
using System.Globalization;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Plan;
using KillSwitch.Hosting.Processes;
using KillSwitch.Local.Cli;
using KillSwitch.Local.Stack;

namespace KillSwitch.Chaos.Processes;

/// <summary>The stack on one data directory, each part a process of its own on ports that stay.</summary>
internal sealed class StackProcesses : IAsyncDisposable
{
    private readonly Dictionary<string, PartProcess> _parts;
    private readonly ConcurrentQueue<UnexpectedEnd> _ended = new();
    private readonly DataDirectory _data;
    private readonly RunClock _clock;
    private readonly string _logs;
    private readonly string _delivery;
    private readonly string _limits;

    /// <param name="data">New and empty.</param>
    /// <param name="bootstrap">Apache Kafka; null for an embedded broker in a process of its own.</param>
    /// <param name="delivery"><c>transactional</c> or <c>sequenced</c>, the same for all routers.</param>
    /// <param name="limits">The file that all routers hold orders against.</param>
    /// <param name="clock">The run's.</param>
    public StackProcesses(DataDirectory data, string? bootstrap, string delivery, string limits, RunClock clock)
    {
        _data = data;
        _clock = clock;
        _delivery = delivery;
        _limits = limits;
        _logs = Directory.CreateDirectory(Path.Combine(data.Path, "logs")).FullName;
        var ports = FreePorts.Take(4);
        List<PartProcess> parts =
        [
            Part(Names.Broker, PartNames.Broker, bootstrap is null ? ["--broker-port", "0"] : ["--bootstrap", bootstrap]),
            Part(Names.Store, PartNames.Store, ["--dynamodb-port", $"{ports[0]}"]),
            Part(Names.Engine, $"{PartNames.Steps},{PartNames.Engine}", ["--states-port", $"{ports[1]}", "--steps-port", $"{ports[2]}"]),
            Part(Names.Intake, PartNames.Intake, []),
            Part(Names.Detector, PartNames.Detector, []),
            Part(Names.Api, $"{PartNames.Audit},{PartNames.Api}", ["--api-port", $"{ports[3]}"]),
            .. Names.Routers.Select(name => Router(name, name)),
        ];
        _parts = parts.ToDictionary(p => p.Name);
    }

    /// <summary>Where the mail of the stack goes.</summary>
    public MailSink Mail { get; } = new();

    /// <summary>By <see cref="Names"/>.</summary>
    public PartProcess this[string name] => _parts[name];

    /// <summary>Processes that ended by themselves, in that order.</summary>
    public IReadOnlyList<UnexpectedEnd> Ended => [.. _ended];

    /// <summary>What each has written.</summary>
    public IReadOnlyList<string> Logs => [.. Directory.GetFiles(_logs, "*.log").Order(StringComparer.Ordinal)];

    public Endpoints Endpoints => new EndpointsFile(_data, _clock.Time).Read();

    /// <summary>Returns when the engine serves: where it does, and the state machine.</summary>
    public Task<Endpoints> EngineAsync(CancellationToken cancellationToken) =>
        new EndpointsFile(_data, _clock.Time).WaitForAsync(
            e => e is { States: not null, StateMachineArn: not null } ? e : null,
            cancellationToken
        );

    /// <summary>Starts all at once: each waits for what it needs.</summary>
    public void Start()
    {
        foreach (var part in _parts.Values)
            part.Start();
    }

    /// <summary>Another process that takes itself for this router.</summary>
    public PartProcess Twin(string router, int number) => Router($"{router}-twin-{number}", router);

    /// <summary>Ends all of them, and waits until they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_parts.Values.Select(p => p.DisposeAsync().AsTask()));
        await Mail.DisposeAsync();
    }

    private PartProcess Router(string process, string name) =>
        Part(process, PartNames.Router, ["--routers", "1", "--name", name, "--delivery", _delivery, "--limits", _limits]);

    private PartProcess Part(string name, string only, IReadOnlyList<string> more) =>
        new(
            name,
            new ProgramSetup(
                "dotnet",
                [typeof(CommandLine).Assembly.Location, "local", "--quiet", "--data", _data.Path, "--only", only, .. more],
                Path.Combine(_logs, $"{name}.log"),
                new Dictionary<string, string?>
                {
                    ["KILLSWITCH_SMTP_HOST"] = "127.0.0.1",
                    ["KILLSWITCH_SMTP_PORT"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
                }
            ),
            _clock,
            _ended.Enqueue
        );
}
