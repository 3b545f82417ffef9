using Confluent.Kafka;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Watching;

/// <summary>
/// Reads the state topic during a run, in the driver's process, and notes when each record could be read. Outages of the brokers
/// are waited out.
/// </summary>
/// <remarks>Start it before the load and stop it after the system has settled.</remarks>
internal sealed class StateWitness(KafkaSettings kafka, RunClock clock) : IAsyncDisposable
{
    private static readonly TimeSpan SampledEvery = TimeSpan.FromMilliseconds(100);

    private readonly KafkaClients _clients = new(kafka with { AnswerTimeout = TimeSpan.FromSeconds(2) }, null);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SeenState> _seen = [];
    private readonly List<EndsSample> _ends = [];
    private Task _reading = Task.CompletedTask;
    private Task _sampling = Task.CompletedTask;

    /// <summary>How many states it has seen so far.</summary>
    public int Seen => _seen.Count;

    /// <summary>How often it has asked where topics end.</summary>
    public int Samples => _ends.Count;

    /// <summary>Returns once it reads. Call it once.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _reading = DedicatedThread.RunAsync(() => Read(began));
        _sampling = DedicatedThread.RunAsync(Sample);
        await (await Task.WhenAny(began.Task, _reading).WaitAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public async Task<WitnessNotes> StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_reading, _sampling).ConfigureAwait(false);
        return new WitnessNotes(_seen, _ends);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Read(TaskCompletionSource began)
    {
        using var consumer = _clients.Reader("killswitch-witness", IsolationLevel.ReadUncommitted);
        consumer.Assign(PartitionsOf(consumer, Topics.State).Select(p => new TopicPartitionOffset(p, 0)));
        began.SetResult();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(SampledEvery) is { IsPartitionEOF: false } record)
                    _seen.Add(new SeenState(record.Partition.Value, record.Offset.Value, clock.Now));
            }
            catch (ConsumeException)
            {
                // The consumer goes on where it was as soon as a broker answers; what was not seen in between proves less, and
                // nothing wrong.
                _stop.Token.WaitHandle.WaitOne(SampledEvery);
            }
        }
        consumer.Close();
    }

    private void Sample()
    {
        using var consumer = _clients.Reader("killswitch-witness-ends", IsolationLevel.ReadUncommitted);
        var (gated, state) = (PartitionsOf(consumer, Topics.GatedOrders), PartitionsOf(consumer, Topics.State));
        while (!_stop.Token.WaitHandle.WaitOne(SampledEvery))
        {
            try
            {
                var gatedEnds = Positions.Ends(consumer, gated, _clients.Settings.AnswerTimeout);
                var stateEnds = Positions.Ends(consumer, state, _clients.Settings.AnswerTimeout);
                _ends.Add(new EndsSample(clock.Now, gatedEnds, stateEnds));
            }
            catch (KafkaException)
            {
                // A sample that is missing makes the next one cover more time.
            }
        }
        consumer.Close();
    }

    private TopicPartition[] PartitionsOf(IConsumer<byte[]?, byte[]?> consumer, string topic) =>
        Positions.Of(topic, Positions.PartitionCount(consumer, _clients.Settings, topic));
}
