using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// Finds out whether transactions work on this broker by making one: a record that is aborted must not be read. The embedded broker takes
/// part and shows the record; on MSK Serverless the end of the transaction hangs. Elsewhere nothing of it remains to be seen.
/// </summary>
internal sealed class TransactionProbe(KafkaClients clients, RouterOptions options)
{
    private const string Key = "probe";

    /// <summary>Blocks.</summary>
    /// <returns>Null where transactions work, else why they do not.</returns>
    /// <exception cref="DeliveryFailedException">Kafka did not answer: nothing was found out.</exception>
    public string? WhyNot(CancellationToken cancellationToken)
    {
        using var producer = clients.Producer($"{options.Service}-probe", options.ProbeTimeout, config =>
        {
            config.TransactionalId = $"{options.TransactionalIdPrefix}-probe-{options.Service}";
            config.TransactionTimeoutMs = (int)options.TransactionTimeout.TotalMilliseconds;
        });
        Begin(producer);
        TopicPartition at = new(Topics.RouterProgress, 0);
        var value = Guid.NewGuid().ToByteArray();
        try
        {
            var sent = producer.ProduceAsync(
                at,
                new Message<byte[]?, byte[]?> { Key = Encoding.UTF8.GetBytes(Key), Value = value },
                cancellationToken
            );
            if (!sent.Wait(options.ProbeTimeout, cancellationToken))
                return Hangs("a record of a transaction is not taken");
            producer.AbortTransaction(options.ProbeTimeout);
            return IsRead(sent.Result.TopicPartitionOffset, cancellationToken)
                ? "it shows records of transactions that were aborted, as brokers do that do not implement transactions"
                : null;
        }
        catch (AggregateException e) when (e.InnerException is KafkaException kafka)
        {
            return Hangs($"a record of a transaction is not taken ({kafka.Error.Reason})");
        }
        catch (KafkaException e)
        {
            return Hangs($"a transaction does not end ({e.Error.Reason})");
        }
    }

    private string Hangs(string what) =>
        $"{what} within {options.ProbeTimeout.TotalSeconds:0.#} s, as on MSK Serverless, which does not speak the version of the protocol that the client uses";

    private void Begin(IProducer<byte[]?, byte[]?> producer)
    {
        try
        {
            producer.InitTransactions(options.StartTimeout);
            producer.BeginTransaction();
        }
        catch (KafkaException e)
        {
            throw new DeliveryFailedException(
                $"Kafka at {clients.Settings.Bootstrap} did not begin a transaction within {options.StartTimeout.TotalSeconds:0.#} s: {e.Error.Reason}",
                e
            );
        }
    }

    private bool IsRead(TopicPartitionOffset record, CancellationToken cancellationToken)
    {
        using var tails = new OutputTails(clients);
        var (_, end) = tails.Bounds(record.Topic, record.Partition.Value);
        return end > record.Offset.Value
            && tails
                .Range(record.Topic, record.Partition.Value, record.Offset.Value, end, cancellationToken)
                .Any(r => r.Offset == record.Offset);
    }
}
