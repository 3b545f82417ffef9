using Confluent.Kafka;

namespace KillSwitch.Kafka.Clients;

/// <summary>
/// Has a producer connect, get its number from the broker and learn who leads its topics while its owner is busy with other things. A
/// producer that finds all that out with its first record takes about a second for it: librdkafka asks for a number every half second and
/// looks for unknown topics every second. It changes nothing else, and never fails. Dispose of it before the producer.
/// </summary>
internal sealed class HeadStart : IDisposable
{
    private readonly Task _taken;

    /// <param name="producer">Of which nothing has been sent.</param>
    /// <param name="topics">What it will write to.</param>
    /// <param name="patience">How long an answer may take.</param>
    public HeadStart(IClient producer, IReadOnlyList<string> topics, TimeSpan patience) =>
        _taken = DedicatedThread.RunAsync(() => Take(producer, topics, patience));

    /// <summary>Ends when there is nothing more to gain.</summary>
    public Task Taken => _taken;

    /// <summary>Waits until the producer is not used any more: at most for one answer.</summary>
    public void Dispose() => _taken.Wait();

    private static void Take(IClient producer, IReadOnlyList<string> topics, TimeSpan patience)
    {
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        try
        {
            foreach (var topic in topics)
                admin.GetMetadata(topic, patience);
        }
        catch (KafkaException)
        {
            // Only the head start is lost; whether a record arrives is said when there is one.
        }
    }
}
