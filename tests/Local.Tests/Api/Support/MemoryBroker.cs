using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Local.Tests.Api.Support;

/// <summary>Topics and executions in memory. A command is taken in the moment it is written, an audit record is indexed.</summary>
internal sealed class MemoryBroker(MemoryAuditIndex index) : ICommandLog, IAuditLog, IStatePublisher, IExecutions
{
    private long _offset;
    private int _commands;

    public CommandIntake? Intake { get; set; }

    /// <summary>Whether commands are taken in; else they stand in their topic, as on a day when the intake has other trouble.</summary>
    public bool TakesIn { get; set; } = true;

    public int CommandCount => _commands;

    public List<string> AuditedSteps { get; } = [];

    public List<string> Completions { get; } = [];

    public Task AppendAsync(Command command, string? attestation, string? traceParent, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _commands);
        if (!TakesIn)
            return Task.CompletedTask;
        var value = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command);
        return Intake!.HandleAsync(
            new ReceivedCommand(value, command.Scope.ToString(), attestation, traceParent, "test@0", command.Ts),
            cancellationToken
        );
    }

    public Task AppendAsync(StepAudit record, CancellationToken cancellationToken)
    {
        index.Add(JsonSerializer.SerializeToUtf8Bytes(record, ContractsJson.Default.StepAudit), record.Ts);
        lock (AuditedSteps)
            AuditedSteps.Add($"{record.Step} {record.Outcome} {record.Actor}");
        return Task.CompletedTask;
    }

    public Task<PublishedAt> PublishAsync(KillState state, string? traceParent, CancellationToken cancellationToken) =>
        Task.FromResult(new PublishedAt(0, Interlocked.Increment(ref _offset)));

    public Task<string> StartExecutionAsync(string name, JsonObject input, string? traceParent, CancellationToken cancellationToken) =>
        Task.FromResult($"arn:aws:states:us-east-1:123456789012:execution:kill-incident:{name}");

    public Task<ExecutionLiveness> FindExecutionAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(ExecutionLiveness.Running);

    public Task<TaskCompletion> CompleteTaskAsync(string taskToken, JsonObject output, CancellationToken cancellationToken)
    {
        lock (Completions)
            Completions.Add(taskToken);
        return Task.FromResult(TaskCompletion.Completed);
    }
}
