using KillSwitch.Verification.Facts;

namespace KillSwitch.Verification.Reading;

/// <summary>Reads all that a run left behind. Call it when the load has stopped, while brokers, engine and store still run.</summary>
/// <param name="topics">Of the brokers.</param>
/// <param name="store">Of the incidents.</param>
/// <param name="executions">Of the engine.</param>
/// <param name="time">For the waiting.</param>
public sealed class FactsReader(TopicsReader topics, StoreReader store, ExecutionsReader executions, TimeProvider time)
{
    private static readonly TimeSpan RestWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Waits up to 10 s for every execution to end or to wait for people: between two steps, one part would tell of another moment than the
    /// other.
    /// </summary>
    /// <exception cref="Kafka.KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="Workflows.Ports.StoreUnavailableException">The store did not answer.</exception>
    /// <exception cref="Workflows.Ports.ExecutionsUnavailableException">The engine did not answer.</exception>
    public async Task<RunFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var histories = await AtRestAsync(cancellationToken).ConfigureAwait(false);
        var read = await topics.ReadAsync(cancellationToken).ConfigureAwait(false);
        return read.With(histories, await store.ReadAsync(read, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<ExecutionFact>> AtRestAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var read = await executions.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.All(e => e.IsAtRest) || time.GetElapsedTime(began) > RestWithin)
                return read;
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
