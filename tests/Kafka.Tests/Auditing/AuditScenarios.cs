using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Auditing;
using KillSwitch.Kafka.Clients;
using KillSwitch.Tests;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Auditing;

/// <summary>What the consumer of the audit, and whoever looks into it, must do on any broker.</summary>
internal static class AuditScenarios
{
    public static async Task Consumer_HandlerFails_GetsTheSameAgainAndNothingIsSkipped(KafkaSettings settings)
    {
        await WriteAsync(settings, 0, 0, 5);
        var seen = new List<long>();
        var calls = 0;

        var consumer = new AuditConsumer(settings, "test-audit", TimeProvider.System);
        await RunUntilAsync(
            consumer,
            records =>
            {
                if (calls++ < 2)
                    throw new InvalidOperationException("The store does not answer.");
                seen.AddRange(records.Select(r => r.Offset));
            },
            () => seen.Count == 5
        );

        Assert.Equal([0L, 1, 2, 3, 4], seen);
        Assert.Null(consumer.Status.Trouble);
    }

    public static async Task Consumer_StartedAgain_GoesOnBehindWhatWasHandled(KafkaSettings settings)
    {
        await WriteAsync(settings, 1, 0, 3);
        await HandledAsync(settings, 3);
        await WriteAsync(settings, 1, 3, 1);

        Assert.Equal([3L], await HandledAsync(settings, 1));
    }

    public static async Task Consumer_AtTheEnd_SaysThatItIs(KafkaSettings settings)
    {
        await WriteAsync(settings, 0, 0, 3);
        var consumer = new AuditConsumer(settings, "test-audit", TimeProvider.System);
        var seen = 0;

        await RunUntilAsync(
            consumer,
            r => seen += r.Count,
            () => seen == 3 && consumer.Status is { BehindRecords: 0, ReadToEnd: not null }
        );

        Assert.Equal(0, consumer.Status.BehindRecords);
    }

    public static async Task Topic_AfterRecords_SaysWhereItStandsAndReadsThem(KafkaSettings settings)
    {
        using var topic = new AuditTopic(settings, TimeProvider.System);
        var before = await topic.LookAsync(default);
        await WriteAsync(settings, 2, 0, 3);

        var after = await topic.LookAsync(default);
        var read = await topic.ReadAsync(2, 1, 3, most: 10, default);

        Assert.Equal(before.Id, after.Id);
        Assert.All(before.Parts, part => Assert.Equal((0L, 0L), (part.Low, part.End)));
        Assert.Equal(new AuditLogPart(2, 0, 3), after.Parts.Single(part => part.Partition == 2));
        Assert.Equal([1L, 2], read.Select(r => r.Offset));
        Assert.Equal("record 1", Encoding.UTF8.GetString(read[0].Value.Span));
        Assert.Equal([1L], (await topic.ReadAsync(2, 1, 3, most: 1, default)).Select(r => r.Offset));
    }

    /// <summary>What ends a transaction takes a place and is no record: whoever asks for the first unread one must find none.</summary>
    public static async Task Topic_NothingButATransactionsEnd_HasNoRecordThere(KafkaSettings settings)
    {
        var clients = new KafkaClients(settings, null);
        using var producer = clients.Producer("test-writer", null, config => config.TransactionalId = "test-audit");
        producer.InitTransactions(TimeSpan.FromSeconds(30));
        producer.BeginTransaction();
        producer.Produce(new TopicPartition(Topics.Audit, 0), new() { Value = "committed"u8.ToArray() });
        producer.CommitTransaction();
        using var topic = new AuditTopic(settings, TimeProvider.System);

        // The coordinator answers before every partition knows that the transaction has ended.
        var part = await Until.FoundAsync("the transaction's end stands in the topic", async () =>
            (await topic.LookAsync(default)).Parts.Single(p => p.Partition == 0) is { End: > 0 } ended ? ended : null
        );

        Assert.Equal(2, part.End);
        Assert.Single(await topic.ReadAsync(0, 0, part.End, most: 10, default));
        Assert.Empty(await topic.ReadAsync(0, 1, part.End, most: 1, default));
    }

    public static async Task WriteAsync(KafkaSettings settings, int partition, int from, int count)
    {
        using var producer = new KafkaClients(settings, null).Producer("test-writer", TimeSpan.FromSeconds(10));
        for (var i = from; i < from + count; i++)
            await producer.ProduceAsync(
                new TopicPartition(Topics.Audit, partition),
                new() { Value = Encoding.UTF8.GetBytes($"record {i}") }
            );
    }

    /// <summary>The offsets that a consumer of the group is handed until it has been handed as many.</summary>
    private static async Task<List<long>> HandledAsync(KafkaSettings settings, int count)
    {
        var handled = new List<long>();
        await RunUntilAsync(
            new AuditConsumer(settings, "test-audit", TimeProvider.System),
            records => handled.AddRange(records.Select(r => r.Offset)),
            () => handled.Count >= count
        );
        return handled;
    }

    private static async Task RunUntilAsync(AuditConsumer consumer, Action<IReadOnlyList<AuditRecord>> handle, Func<bool> isDone)
    {
        using var stop = new CancellationTokenSource(Flow.Deadline);
        var running = consumer.RunAsync(
            (records, _) =>
            {
                handle(records);
                return Task.CompletedTask;
            },
            stop.Token
        );
        await Until.TrueAsync("the records are handled", () => Task.FromResult(isDone()));
        await stop.CancelAsync();
        await running;
    }
}
