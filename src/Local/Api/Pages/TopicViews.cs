using System.Text.Json.Serialization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Api.Pages;

/// <summary>A topic, in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Compacted">Whether it is kept by key, the last record of each, rather than by age.</param>
/// <param name="RetentionHours">How long records stay; null where it is compacted.</param>
/// <param name="TimedByBroker">Whether a record's time is the broker's, not its sender's.</param>
internal sealed record TopicSummary(string Name, bool Compacted, double? RetentionHours, bool TimedByBroker)
{
    public static TopicSummary Of(TopicSpec topic) =>
        new(topic.Name, topic.Compacted, topic.Retention?.TotalHours, topic.TimedByBroker);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<TopicSummary>))]
internal sealed partial class TopicsJson : JsonSerializerContext;
