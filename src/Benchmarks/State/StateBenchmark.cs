using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.State;

/// <summary>How long a router that starts reads a large state topic.</summary>
internal sealed class StateBenchmark : IBenchmark
{
    private const int Partitions = 3;
    private const int Runs = 3;

    public string Name => "state";

    public string Describe => "a router's start on a state topic of 1,000,000 scopes";

    public bool NeedsKafka => true;

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var count = context.Amount(1_000_000, 10_000);
        var data = Directory.CreateTempSubdirectory("killswitch-bench-");
        try
        {
            await using var kafka = await ApacheKafka.StartAsync(
                new ApacheKafkaOptions(context.KafkaHome!, data.FullName),
                null,
                cancellationToken
            );
            var settings = new KafkaSettings(kafka.Bootstrap);
            await new TopicAdmin(settings).EnsureAsync(Topics.All, Partitions, cancellationToken);
            var clients = new KafkaClients(settings, null);
            context.Say($"  filling {Topics.State} with {count} scopes");
            await DedicatedThread.RunAsync(() => Fill(clients, count, cancellationToken));

            var (consumed, read, worked) = (new List<double>(), new List<double>(), new List<double>());
            for (var run = 0; run < Runs; run++)
            {
                context.Say($"  reading it, {run + 1} of {Runs}");
                consumed.Add(await DedicatedThread.RunAsync(() => Consume(clients, cancellationToken)));
                var processor = Environment.CpuUsage.TotalTime;
                read.Add(await DedicatedThread.RunAsync(() => Read(clients, count, cancellationToken)));
                worked.Add((Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            }
            yield return new Measurement(
                "read at start",
                Rounds.Median(read),
                "s",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count:N0} scopes killed, {Partitions} partitions, not compacted, broker on the same machine; median of {Runs}"
                ),
                new Baseline("consuming the same records only", Rounds.Median(consumed)),
                Aim.AtMost(5)
            );
            yield return new Measurement(
                "processor time of that",
                Rounds.Median(worked),
                "s",
                "as above; all threads of the reader, the broker's not counted"
            );
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static void Fill(KafkaClients clients, int count, CancellationToken cancellationToken)
    {
        using var producer = clients.Producer("killswitch-bench", TimeSpan.FromMinutes(1), config =>
        {
            config.LingerMs = 20;
            config.EnableDeliveryReports = false;
        });
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var account = SampleOrders.Account(i);
            var message = new Message<byte[]?, byte[]?>
            {
                Key = SampleStates.Key(account),
                Value = SampleStates.Value(account, 1_767_366_000_000 + i),
            };
            while (!TryProduce(producer, message))
                producer.Poll(TimeSpan.FromMilliseconds(50));
        }
        producer.Flush(cancellationToken);
    }

    private static bool TryProduce(IProducer<byte[]?, byte[]?> producer, Message<byte[]?, byte[]?> message)
    {
        try
        {
            producer.Produce(Topics.State, message);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
    }

    /// <returns>Seconds.</returns>
    private static double Consume(KafkaClients clients, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var consumer = clients.Reader("killswitch-bench", IsolationLevel.ReadUncommitted);
        consumer.Assign(Positions.Of(Topics.State, Partitions).Select(p => new TopicPartitionOffset(p, Offset.Beginning)));
        for (var open = Partitions; open > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (consumer.Consume(100) is { IsPartitionEOF: true })
                open--;
        }
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <returns>Seconds.</returns>
    private static double Read(KafkaClients clients, int count, CancellationToken cancellationToken)
    {
        static void Alarmed(StateAlarm alarm) => throw new InvalidOperationException(alarm.Message);
        using var reader = new StateReader(clients, LimitTable.None, TimeProvider.System, Alarmed);
        var started = Stopwatch.GetTimestamp();
        var view = reader.CatchUp(cancellationToken).Kills;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return view.KilledScopes == count
            ? seconds
            : throw new InvalidOperationException(
                $"{view.KilledScopes} scopes are killed, not {count}: what was measured is not what was meant."
            );
    }
}
