using System.Diagnostics;
using System.Text.Json;
using KillSwitch.DynamoDb;
using KillSwitch.Hosting;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.LambdaEndpoint;
using KillSwitch.StepFunctions.Server;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Scopes;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Stack.Rehearsal;

/// <summary>
/// The workflow once more: the same intake, steps and engine over the same store and JSONata processes, but with tables, a journal and
/// addresses of its own, and with <see cref="RehearsedOutputs"/>. Nothing is left of it when it is disposed of.
/// </summary>
internal sealed class RehearsalStage : IAsyncDisposable
{
    private const string Suffix = "-rehearsal";

    private readonly Stack<Func<ValueTask>> _undo = new();
    private readonly RehearsedOutputs _outputs = new();
    private CommandIntake? _intake;

    public static async Task<RehearsalStage> SetAsync(StackContext context, Workflow workflow, CancellationToken cancellationToken)
    {
        var stage = new RehearsalStage();
        try
        {
            await stage.BuildAsync(context, workflow, cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Kills a scope that there is not. Returns when its state, or that of a kill beside it, would be in force. Safe for concurrent
    /// use.
    /// </summary>
    public async Task KillAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        var command = new Command(
            id,
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            Scope.Account("rehearsal-" + id),
            CommandAction.Kill,
            "rehearsal",
            Command.DetectorActor,
            id
        );
        var value = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command);
        await _intake!.HandleAsync(
            new ReceivedCommand(value, Key: null, Attestation: null, NotKept(), Where: "rehearsal", command.Ts),
            cancellationToken
        );
        await _outputs.Published.ReadAsync(cancellationToken);
    }

    /// <summary>A trace that nobody records: a rehearsal is nothing that happened.</summary>
    private static string NotKept() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";

    public async ValueTask DisposeAsync()
    {
        while (_undo.TryPop(out var undo))
            await undo();
    }

    private async Task BuildAsync(StackContext context, Workflow workflow, CancellationToken cancellationToken)
    {
        var tables = new DynamoDbSettings { Endpoint = await context.EndpointAsync(Served.DynamoDb, cancellationToken), Suffix = Suffix };
        var dynamoDb = Undo(tables.CreateClient());
        var admin = new TableAdmin(dynamoDb, tables, context.Time);
        _undo.Push(() => new ValueTask(admin.DeleteAsync(CancellationToken.None)));
        await admin.EnsureAsync(cancellationToken);
        var journal = context.Options.Data.Rehearsal;
        Clear(journal);
        _undo.Push(() =>
        {
            Clear(journal);
            return ValueTask.CompletedTask;
        });
        Uri? states = null;
        var executions = Undo(new StepFunctionsClient(_ => Task.FromResult(states!), Workflow.StateMachineArn));
        var services = workflow.Services with
        {
            Scopes = new DynamoDbScopeStore(dynamoDb, tables),
            Incidents = new DynamoDbIncidentStore(dynamoDb, tables, context.Time),
            Executions = executions,
            States = _outputs,
            Audit = _outputs,
            Notifier = _outputs,
        };
        // What is logged is about kills that concern nobody.
        var steps = await StepsEndpoint.StartAsync(
            new IncidentSteps(services, () => workflow.Approvers).Functions,
            new StepsOptions(),
            context.Time,
            NullLoggerFactory.Instance,
            cancellationToken
        );
        _undo.Push(steps.DisposeAsync);
        var engine = await StepFunctionsServer.StartAsync(
            new StepFunctionsOptions
            {
                DataDirectory = journal,
                LambdaEndpoint = steps.Endpoint,
                NodeDirectory = NodePackages.Directory,
                AccountId = Workflow.AccountId,
                // Its processes are to be warm, too.
                Jsonata = context.Engine?.Jsonata,
            },
            context.Time,
            NullLoggerFactory.Instance,
            cancellationToken);
        _undo.Push(engine.DisposeAsync);
        states = engine.Endpoint;
        await StateMachines.DeployAsync(executions, cancellationToken);
        _intake = new CommandIntake(services, new DynamoDbCommandStore(dynamoDb, tables), workflow.Approvers, workflow.Attestation);
    }

    /// <summary>Where a process that rehearsed was killed, its folder is still there.</summary>
    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private T Undo<T>(T part)
        where T : IDisposable
    {
        _undo.Push(() =>
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        });
        return part;
    }
}
