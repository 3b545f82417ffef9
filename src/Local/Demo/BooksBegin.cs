using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Demo;

/// <summary>Where each topic ended when the story began: on a broker that was there before, the books are about what came after.</summary>
internal sealed record BooksBegin(IReadOnlyDictionary<string, IReadOnlyList<long>> Starts)
{
    public static async Task<BooksBegin> ReadAsync(KafkaSettings kafka)
    {
        var reader = new TopicReader(kafka);
        var starts = new Dictionary<string, IReadOnlyList<long>>();
        foreach (var topic in Topics.All)
            starts[topic.Name] = await reader.EndsAsync(topic.Name);
        return new BooksBegin(starts);
    }
}
