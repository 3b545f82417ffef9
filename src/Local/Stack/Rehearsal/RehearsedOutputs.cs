using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Local.Stack.Rehearsal;

/// <summary>
/// Where a rehearsed kill publishes, audits and sends mail: no router, no auditor and no operator hears of it. Records are written out all
/// the same, as that is a part of the way of a kill.
/// </summary>
internal sealed class RehearsedOutputs : IStatePublisher, IAuditLog, INotifier
{
    private readonly Channel<KillState> _published = Channel.CreateUnbounded<KillState>();

    /// <summary>What would have been published.</summary>
    public ChannelReader<KillState> Published => _published.Reader;

    public Task<PublishedAt> PublishAsync(KillState state, string? traceParent, CancellationToken cancellationToken)
    {
        Write(state, ContractsJson.Default.KillState);
        _published.Writer.TryWrite(state);
        return Task.FromResult(new PublishedAt(0, 0));
    }

    public Task AppendAsync(StepAudit record, CancellationToken cancellationToken)
    {
        Write(record, ContractsJson.Default.StepAudit);
        return Task.CompletedTask;
    }

    public Task NotifyAsync(Notification notification, CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Write<T>(T record, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(record, type);
}
