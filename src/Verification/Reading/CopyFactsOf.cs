using System.Globalization;
using KillSwitch.Kafka.Reading;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Reading;

/// <summary>Facts of <c>orders.gated.v1</c> or <c>orders.rejected.v1</c>.</summary>
internal sealed class CopyFactsOf
{
    private readonly List<CopyFact> _copies = [];
    private readonly SharedValues<string> _services = new();

    public IEnumerable<CopyFact> Facts => _copies.OrderBy(c => c.Place.Partition);

    public void Take(TopicRecord record) => _copies.Add(new CopyFact(
        new Place(record.Partition, record.Offset),
        SourceOf(record),
        record.Header(Headers.Service) is { } service ? _services.Share(service) : null,
        Fingerprint.Of(record.Key),
        Fingerprint.Of(record.Value),
        record.Header(Headers.CutFrom)));

    private static OrderSource? SourceOf(TopicRecord record) =>
        int.TryParse(record.Header(Headers.SourcePartition), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
        && long.TryParse(record.Header(Headers.SourceOffset), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? new OrderSource(partition, offset)
            : null;
}
