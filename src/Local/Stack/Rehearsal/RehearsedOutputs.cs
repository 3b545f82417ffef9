using System.Threading.Channels;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Local.Stack.Rehearsal;

/// <summary>Where a rehearsed kill publishes, audits and sends mail: no router, no auditor and no operator hears of it.</summary>
internal sealed class RehearsedOutputs : IStatePublisher, IAuditLog, INotifier
{
    private readonly Channel<KillState> _published = Channel.CreateUnbounded<KillState>();

    /// <summary>What would have been published.</summary>
    public ChannelReader<KillState> Published => _published.Reader;

    public Task<PublishedAt> PublishAsync(KillState state, string? traceParent, CancellationToken cancellationToken)
    {
        _published.Writer.TryWrite(state);
        return Task.FromResult(new PublishedAt(0, 0));
    }

    public Task AppendAsync(StepAudit record, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task NotifyAsync(Notification notification, CancellationToken cancellationToken) => Task.CompletedTask;
}
