using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka;
using KillSwitch.Local.Scenarios;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Demo;

/// <summary>The order sources of the story: an ordinary Kafka producer.</summary>
internal sealed class OrderProducer : IDisposable
{
    private static readonly TimeSpan FlushWithin = TimeSpan.FromSeconds(10);
    private readonly IProducer<byte[], byte[]> _producer;
    private string? _failure;

    public OrderProducer(KafkaSettings kafka) =>
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = kafka.Bootstrap,
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 1,
        }).Build();

    /// <summary>Queues an order; order is kept within an account.</summary>
    /// <exception cref="InvalidOperationException">An earlier order did not reach the topic.</exception>
    public async ValueTask SendAsync(TimedOrder order, CancellationToken cancellationToken)
    {
        if (_failure is not null)
            throw new InvalidOperationException($"An order did not reach {Topics.Orders}: {_failure}");
        var message = new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes(order.Key),
            Value = order.Value,
            Headers = new Confluent.Kafka.Headers { { Workflows.Contracts.Headers.TraceParent, Encoding.UTF8.GetBytes(order.TraceParent) } },
        };
        while (true)
        {
            try
            {
                _producer.Produce(Topics.Orders, message, report => _failure ??= report.Error.IsError ? report.Error.Reason : null);
                return;
            }
            catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                // The broker is slower than the source: wait for it, as a source must.
                await Task.Yield();
                _producer.Poll(TimeSpan.FromMilliseconds(10));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Waits until every order is acknowledged.</summary>
    public Task FlushAsync() => Task.Run(() =>
    {
        if (_producer.Flush(FlushWithin) > 0 || _failure is not null)
            throw new InvalidOperationException($"Not every order reached {Topics.Orders}: {_failure ?? "the broker did not answer in time"}");
    });

    public void Dispose() => _producer.Dispose();
}
