using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

/// <summary>A record of the state topic.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Key">Its key as text.</param>
/// <param name="Scope">Its key; null if that is no scope.</param>
/// <param name="State">What it says; null if it cannot be read.</param>
/// <param name="IsTombstone">It has no value: what stood under its key is withdrawn.</param>
/// <param name="Value">Of its bytes.</param>
/// <param name="PublishedInMs">The record's time, Unix ms.</param>
/// <param name="Trace">Which it came with.</param>
public sealed record StateFact(
    Place Place, string Key, Scope? Scope, KillState? State, bool IsTombstone, Fingerprint Value, long PublishedInMs, TraceId Trace)
{
    /// <summary>Whether it says a state of the scope it stands under.</summary>
    public bool IsState => State is not null && State.Scope == Scope;

    public static StateFact Of(TopicRecord record)
    {
        var key = Encoding.UTF8.GetString(record.Key ?? []);
        return new StateFact(
            new Place(record.Partition, record.Offset),
            key,
            Workflows.Scopes.Scope.TryParse(key, out var scope, out _) ? scope : null,
            StateRecord.Read(record.Value, record.TimestampInMs, out _),
            record.Value is null,
            Fingerprint.Of(record.Value),
            record.TimestampInMs,
            TraceId.Of(record));
    }
}
