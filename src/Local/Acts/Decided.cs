using System.Globalization;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Acts;

/// <summary>Counts what the routers decide from now on.</summary>
internal sealed class Decided(KafkaSettings kafka)
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _allowed;
    private long _dropped;
    private long _rejected;

    /// <summary>Completes once it counts.</summary>
    public Task Begun => _begun.Task;

    public long All => Interlocked.Read(ref _allowed) + Interlocked.Read(ref _dropped) + Interlocked.Read(ref _rejected);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_allowed:#,0} allowed, {_dropped:#,0} dropped, {_rejected:#,0} rejected");

    /// <summary>Counts until cancelled.</summary>
    /// <exception cref="KafkaUnreachableException">No broker answered at the start.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var tail = new TopicTail(kafka).FollowAsync([Topics.Audit], TailStart.End, _begun.SetResult, cancellationToken);
        await foreach (var (_, record) in tail)
        {
            if (record.Header(Headers.SourceOffset) is null || record.As(ContractsJson.Default.DecisionAudit) is not { } audit)
                continue;
            switch (audit.Decision)
            {
                case Decision.Allow:
                    Interlocked.Increment(ref _allowed);
                    break;
                case Decision.Drop:
                    Interlocked.Increment(ref _dropped);
                    break;
                default:
                    Interlocked.Increment(ref _rejected);
                    break;
            }
        }
    }
}
