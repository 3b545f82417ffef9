using KillSwitch.Kafka.Publishing;
using KillSwitch.Scenarios;

namespace KillSwitch.Aws.Orders;

/// <summary>Sends a scenario's orders for a while.</summary>
public sealed class OrderGeneration(OrderLog orders, TimeProvider time)
{
    /// <returns>How many records the broker has taken.</returns>
    /// <exception cref="ArgumentException">The request is out of range; the message says what it may be.</exception>
    /// <exception cref="Confluent.Kafka.KafkaException">A record cannot be written.</exception>
    public async Task<long> RunAsync(GeneratorRequest request, CancellationToken cancellationToken)
    {
        var scenario = request.Source();
        using var end = new CancellationTokenSource(request.Duration(), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        var sent = await new OrderPlayer(time).PlayAsync(
            scenario,
            (order, ct) => orders.AppendAsync(order.Key, order.Value, order.TraceParent, ct),
            stop.Token
        );
        await orders.FlushAsync(CancellationToken.None);
        return sent;
    }
}
