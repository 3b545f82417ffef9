using System.Globalization;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Local.Stack.Rehearsal;
using KillSwitch.Local.Tests.Support;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.StepFunctions.Server;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Stack.Rehearsal;

public sealed class KillRehearsalTests : IDisposable
{
    /// <summary>More than there is time for.</summary>
    private const int WithoutEnd = 1_000_000;

    private readonly TempFolder _folder = new();
    private readonly LogLines _log = new();

    public void Dispose() => _folder.Dispose();

    [NodeFact]
    public async Task Begin_NobodyCommands_RehearsesAllAndLeavesNothing()
    {
        await using var stack = await StartAsync(kills: 4);

        Assert.StartsWith("Rehearsed 4 kills", await OverAsync());
        await OnlyTheTablesOfTheStackAreLeftAsync(stack);
        Assert.Empty(await ExecutionsAsync(stack));
        Assert.False(Directory.Exists(Data.Rehearsal));
        var reader = new TopicReader(await stack.KafkaAsync(CancellationToken.None));
        Assert.Empty((await reader.ReadAllAsync(Topics.State, readCommitted: true, CancellationToken.None)).Records);
        Assert.Empty((await reader.ReadAllAsync(Topics.Audit, readCommitted: true, CancellationToken.None)).Records);
        Assert.Null(_log.Find("The rehearsal did not work"));
    }

    [NodeFact]
    public async Task Begin_CommandComes_EndsTheRehearsalAndKills()
    {
        await using var stack = await StartAsync(WithoutEnd);
        using var desk = new Desk(Data, stack.Endpoints.Api!);
        var scope = Scope.Account("8801");

        var incident = await desk.KillAsync(scope);

        var took = TimeSpan.FromMilliseconds(int.Parse((await OverAsync()).Split(' ')[^2], CultureInfo.InvariantCulture));
        Assert.True(took < KillRehearsal.Longest, $"It went on for {took}.");
        var executions = await Until.FoundAsync("an execution has begun", async () =>
            await ExecutionsAsync(stack) is [_, ..] some ? some : null
        );
        Assert.Equal(IncidentNames.Execution(scope, incident, generation: 1), Assert.Single(executions).Name);
        await OnlyTheTablesOfTheStackAreLeftAsync(stack);
        Assert.Null(_log.Find("The rehearsal did not work"));
    }

    [NodeFact]
    public async Task Begin_ProcessThatRehearsedWasKilled_RehearsesAgain()
    {
        Directory.CreateDirectory(Data.Rehearsal);
        await File.WriteAllTextAsync(Path.Combine(Data.Rehearsal, StepFunctionsServer.JournalName), "no journal");

        await using var stack = await StartAsync(kills: 2);

        Assert.StartsWith("Rehearsed 2 kills", await OverAsync());
        Assert.Null(_log.Find("The rehearsal did not work"));
        Assert.False(Directory.Exists(Data.Rehearsal));
    }

    [NodeFact]
    public async Task Begin_StackStopsAtOnce_LeavesNothingForTheNextStart()
    {
        await (await StartAsync(WithoutEnd)).DisposeAsync();

        await using var next = await LocalStack.StartAsync(
            new StackOptions { Data = Data },
            TimeProvider.System,
            _log.Factory,
            _ => { },
            CancellationToken.None
        );

        await OnlyTheTablesOfTheStackAreLeftAsync(next);
        Assert.Null(_log.Find("The rehearsal did not work"));
    }

    /// <returns>What it says of itself.</returns>
    private Task<string> OverAsync() =>
        Until.FoundAsync("the rehearsal is over", () => Task.FromResult(_log.Find("Rehearsed ")?.TrimEnd()));

    private DataDirectory Data => new(_folder.File("data"));

    private Task<LocalStack> StartAsync(int kills) =>
        LocalStack.StartAsync(
            new StackOptions { Data = Data, RehearsedKills = kills },
            TimeProvider.System,
            _log.Factory,
            _ => { },
            CancellationToken.None
        );

    /// <summary>DynamoDB takes a moment to delete a table, and lists it until then.</summary>
    private static async Task OnlyTheTablesOfTheStackAreLeftAsync(LocalStack stack)
    {
        using var client = new DynamoDb.DynamoDbSettings { Endpoint = stack.Endpoints.Dynamodb }.CreateClient();
        List<string> tables = [];
        await Until.TrueAsync(
            "only the stack's tables are left",
            async () =>
            {
                tables = [.. (await client.ListTablesAsync()).TableNames.Order(StringComparer.Ordinal)];
                return tables.SequenceEqual(
                    ["killswitch-audit-index", "killswitch-commands", "killswitch-incidents", "killswitch-limits", "killswitch-scopes"]
                );
            },
            () => string.Join(", ", tables)
        );
    }

    private static async Task<IReadOnlyList<ExecutionSummary>> ExecutionsAsync(LocalStack stack)
    {
        using var client = new StepFunctionsClient(new Uri(stack.Endpoints.States!), stack.Endpoints.StateMachineArn!);
        return await client.ExecutionsAsync(stack.Endpoints.StateMachineArn!, status: null, CancellationToken.None);
    }
}
