using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>Reads one orders partition in order, outside any group. One thread at a time.</summary>
public sealed class OrderReader(KafkaClients clients, RouterOptions options, int partition) : IDisposable
{
    /// <summary>How long to wait for the first order before the caller may look at other things.</summary>
    private const int IdleInMs = 100;

    private readonly TopicPartition _partition = new(Topics.Orders, partition);
    private readonly IConsumer<byte[]?, byte[]?> _consumer = clients.Reader(
        $"{options.Service}-orders-{partition}",
        IsolationLevel.ReadCommitted,
        // It is known which topic this is: not made of every record anew.
        config => config.ConsumeResultFields = "headers,timestamp");
    private long _next;

    /// <summary>Goes on at that offset, or at the oldest order kept, if that is later.</summary>
    /// <exception cref="DeliveryFailedException">The partition ends before that offset: it is not the one whose output was
    /// found.</exception>
    public void Seek(long offset)
    {
        var low = Positions.Lows(_consumer, [_partition], clients.Settings.AnswerTimeout)[0];
        var end = Positions.Ends(_consumer, [_partition], clients.Settings.AnswerTimeout)[0];
        _next = OrderStart.Of(clients, partition, offset, low, end);
        _consumer.Assign(new TopicPartitionOffset(_partition, _next));
    }

    /// <summary>
    /// Fills the list with the next orders: none after a while without any, else those that come within the linger, up to a batch.
    /// </summary>
    public void Read(List<OrderRecord> batch)
    {
        batch.Clear();
        var first = Next(IdleInMs);
        if (first is null)
            return;
        var bytes = Add(batch, first);
        var until =
            System.Diagnostics.Stopwatch.GetTimestamp()
            + (long)(options.LingerOrDefault.TotalSeconds * System.Diagnostics.Stopwatch.Frequency);
        while (batch.Count < options.BatchSize && bytes < OutputLimits.BatchBytes)
        {
            var left = until - System.Diagnostics.Stopwatch.GetTimestamp();
            var next = Next(left <= 0 ? 0 : (int)(left * 1000 / System.Diagnostics.Stopwatch.Frequency));
            if (next is not null)
                bytes += Add(batch, next);
            else if (left <= 0)
                return;
        }
    }

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
    }

    private int Add(List<OrderRecord> batch, ConsumeResult<byte[]?, byte[]?> result)
    {
        var order = OrderRecord.Of(result);
        batch.Add(order);
        _next = order.Offset + 1;
        return order.Size;
    }

    /// <summary>The next order, or null when the time is over.</summary>
    private ConsumeResult<byte[]?, byte[]?>? Next(int timeoutInMs)
    {
        try
        {
            var result = _consumer.Consume(timeoutInMs);
            return result is { IsPartitionEOF: false } ? result : null;
        }
        catch (ConsumeException e) when (e.Error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange)
        {
            // Orders were deleted before they were read. Nothing can bring them back; it must not go unsaid.
            Seek(_next);
            return null;
        }
    }
}
