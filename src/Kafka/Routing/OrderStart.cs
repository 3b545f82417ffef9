using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>Where the reading of an orders partition can begin.</summary>
internal static class OrderStart
{
    /// <summary><paramref name="next"/>, or the oldest order that is kept, if that is later.</summary>
    /// <param name="clients">Where what is missing is logged.</param>
    /// <param name="partition">Which orders partition.</param>
    /// <param name="next">The first offset that is not decided.</param>
    /// <param name="low">Where the partition begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <exception cref="DeliveryFailedException">The partition ends before that offset: it is not the one whose output was
    /// found.</exception>
    public static long Of(KafkaClients clients, int partition, long next, long low, long end)
    {
        if (next > end)
        {
            throw new DeliveryFailedException(
                $"{Topics.Orders} partition {partition} ends at {end}, but is decided up to {next}. If the topic was made anew, make {Topics.GatedOrders}, {Topics.RejectedOrders}, {Topics.Audit} and {Topics.RouterProgress} anew too"
            );
        }
        if (next < low && next > 0)
            Logs.OrdersMissing(clients.Log, partition, next, low - 1);
        return Math.Max(next, low);
    }
}
