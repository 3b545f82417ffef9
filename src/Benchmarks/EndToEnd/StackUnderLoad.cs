using System.Text.RegularExpressions;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// The stack as processes of their own on an Apache Kafka of their own: each router, the workflow (store, engine, steps, intake) and,
/// where asked for, the operator API and the detector. They are started as a user starts them.
/// </summary>
internal sealed partial class StackUnderLoad : IAsyncDisposable
{
    private const string Workflow = "broker,store,engine,steps,intake";

    /// <summary>What grows with every order.</summary>
    private static readonly string[] Bulk = [Topics.Orders, Topics.GatedOrders, Topics.Audit];

    private readonly List<StackProcess> _processes = [];

    private StackUnderLoad(BenchBroker broker) => Broker = broker;

    public BenchBroker Broker { get; }

    public DataDirectory Data => new(Broker.Folder("data"));

    public IReadOnlyList<StackProcess> Processes => _processes;

    public Endpoints Endpoints => new EndpointsFile(Data, TimeProvider.System).Read();

    /// <summary>Returns when all are ready.</summary>
    /// <param name="kafkaHome">An Apache Kafka distribution.</param>
    /// <param name="routers">How many routers, a process each.</param>
    /// <param name="delivery">How they deliver.</param>
    /// <param name="watchers">Whether operator API and detector run too, which read every audit and every order; the detector with
    /// limits that an ordinary order flow never reaches.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StackUnderLoad> StartAsync(
        string kafkaHome,
        int routers,
        DeliveryMode delivery,
        bool watchers,
        CancellationToken cancellationToken
    )
    {
        var stack = new StackUnderLoad(await BenchBroker.StartAsync(kafkaHome, cancellationToken));
        try
        {
            await stack.BeginAsync(routers, delivery, watchers, cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
            await process.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private async Task BeginAsync(int routers, DeliveryMode delivery, bool watchers, CancellationToken cancellationToken)
    {
        await Broker.RenewAsync(Topics.All, BrokerPart.Partitions, cancellationToken);
        // Each partition keeps its last 200 MB, or an hour of orders would fill the disk.
        await Broker.ConfigureAsync(Bulk, ("retention.bytes", "200000000"), ("segment.bytes", "33554432"));
        // The time of a state is when it became readable, by the broker's clock.
        await Broker.ConfigureAsync([Topics.State], ("message.timestamp.type", "LogAppendTime"));

        await StartAsync(
            "workflow",
            cancellationToken,
            "--only",
            Workflow,
            "--states-port",
            "0",
            "--dynamodb-port",
            "0",
            "--steps-port",
            "0"
        );
        foreach (var name in Enumerable.Range(1, routers).Select(i => $"router-{i}"))
            await StartAsync(
                name,
                cancellationToken,
                "--only",
                "router",
                "--routers",
                "1",
                "--name",
                name,
                "--delivery",
                delivery.ToString().ToLowerInvariant()
            );
        if (watchers)
        {
            await StartAsync("api", cancellationToken, "--only", "api", "--api-port", "0");
            var limits = Path.Combine(Broker.Folder("detection"), "limits.json");
            await File.WriteAllTextAsync(limits, Limits().Replace(DetectionSettings.DefaultText, "$1 1000000000"), cancellationToken);
            await StartAsync("detector", cancellationToken, "--only", "detector", "--detection", limits);
        }
    }

    private async Task StartAsync(string name, CancellationToken cancellationToken, params string[] arguments)
    {
        string[] all = ["local", "--quiet", "--data", Data.Path, "--bootstrap", Broker.Settings.Bootstrap, .. arguments];
        _processes.Add(await StackProcess.StartAsync(name, Path.Combine(Broker.Folder("logs"), $"{name}.log"), all, cancellationToken));
    }

    [GeneratedRegex("""("(max_orders|max_usd)":) \d+""")]
    private static partial Regex Limits();
}
