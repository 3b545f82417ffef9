using KillSwitch.Hosting.Processes;
using KillSwitch.Kafka;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Stack;

/// <summary><c>./run local</c> on a directory, in a process that can be killed and started again on the same ports.</summary>
internal sealed class RunningStack : IAsyncDisposable
{
    private readonly string[] _arguments;

    /// <param name="folder">The data directory.</param>
    /// <param name="more">Arguments beyond directory and ports.</param>
    public RunningStack(string folder, params string[] more)
    {
        Data = new DataDirectory(folder);
        var ports = FreePorts.Take(5);
        _arguments =
        [
            "local",
            "--data",
            folder,
            "--api-port",
            $"{ports[0]}",
            "--states-port",
            $"{ports[1]}",
            "--steps-port",
            $"{ports[2]}",
            "--dynamodb-port",
            $"{ports[3]}",
            "--broker-port",
            $"{ports[4]}",
            .. more,
        ];
    }

    public DataDirectory Data { get; }

    public LocalProgram Program { get; private set; } = null!;

    public Endpoints Endpoints => new EndpointsFile(Data, TimeProvider.System).Read();

    public KafkaSettings Kafka => new(Endpoints.Bootstrap!);

    public async Task StartAsync()
    {
        Program = LocalProgram.Start(_arguments);
        await Program.ReadyAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        await Program.KillAsync();
        await Program.DisposeAsync();
    }

    public Desk Desk() => new(Data, Endpoints.Api!);

    /// <summary>The types of an execution's events by their ids.</summary>
    public async Task<IReadOnlyList<(long Id, string Type)>> HistoryAsync(string execution)
    {
        using var client = new StepFunctionsClient(new Uri(Endpoints.States!), Endpoints.StateMachineArn!);
        return
        [
            .. (await client.HistoryAsync(execution, CancellationToken.None)).Select(e =>
                (e.GetProperty("id").GetInt64(), Json.Text(e, "type")!)
            ),
        ];
    }

    /// <summary>Kills a scope and asks for its restoration; returns when the execution waits for the approval.</summary>
    public async Task<WaitingIncident> WaitForApprovalAsync(Workflows.Scopes.Scope scope)
    {
        using var desk = Desk();
        var incident = await desk.KillAsync(scope);
        using (var flow = new OrderFlow(Kafka))
            await flow.StateAsync(scope, Workflows.Contracts.KillStatus.Killed);
        var link = await desk.AskAsync(scope, incident);
        var execution = (await desk.IncidentAsync(incident)).ExecutionArn!;
        await Until.TrueAsync("the execution waits", async () => (await HistoryAsync(execution))[^1].Type == "TaskSubmitted");
        return new WaitingIncident(incident, link, execution, await HistoryAsync(execution));
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}

/// <param name="Id">The incident.</param>
/// <param name="Link">What the approvers got.</param>
/// <param name="Execution">Its ARN.</param>
/// <param name="History">What it had done when it waited.</param>
internal sealed record WaitingIncident(string Id, string Link, string Execution, IReadOnlyList<(long Id, string Type)> History);
