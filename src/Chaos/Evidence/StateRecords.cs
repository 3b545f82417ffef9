using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Evidence;

/// <summary>A record of the state topic.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Scope">Its key; null if that is no scope.</param>
/// <param name="State">What it says; null if it cannot be read.</param>
/// <param name="Value">Of its bytes.</param>
internal sealed record StateFact(Place Place, Scope? Scope, KillState? State, Fingerprint Value);

internal static class StateRecords
{
    /// <summary>Partition after partition, in the order of the topic.</summary>
    public static List<StateFact> Of(TopicContents topic) =>
    [
        .. topic.Records.Select(r => new StateFact(
            new Place(r.Partition, r.Offset),
            Scope.TryParse(Encoding.UTF8.GetString(r.Key ?? []), out var scope, out _) ? scope : null,
            StateRecord.Read(r.Value, r.TimestampInMs, out _),
            Fingerprint.Of(r.Value))),
    ];
}
