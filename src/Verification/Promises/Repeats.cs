using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// Follows one output topic of the routers, and says of each record whether its order is out for the first time, and in its order.
/// </summary>
/// <param name="options">For the delivery that was chosen, and for what was disturbed.</param>
/// <param name="finding">Gets what is wrong.</param>
internal sealed class Repeats(VerificationOptions options, Finding finding)
{
    private readonly Dictionary<OrderSource, string?> _first = [];
    private readonly Dictionary<int, long> _last = [];

    /// <summary>Records that sequenced delivery may repeat, as two routers held the partition.</summary>
    public long Allowed { get; private set; }

    public IReadOnlyDictionary<OrderSource, string?> First => _first;

    /// <param name="here">The record, for people.</param>
    /// <param name="partition">The record's own.</param>
    /// <param name="source">Which order it is about.</param>
    /// <param name="service">Who wrote it.</param>
    /// <param name="same">Whether it says the very same as an earlier record: a successor completes its predecessor's work in its
    /// name.</param>
    public void Follow(string here, int partition, OrderSource source, string? service, bool same = false)
    {
        if (source.Partition != partition)
            finding.Wrong($"{here} is of orders partition {source.Partition}.");
        if (!_first.TryAdd(source, service))
            Repeated(here, source, service, same);
        else if (_last.TryGetValue(partition, out var last) && source.Offset < last)
            finding.Wrong($"{here} is {source.AsId} for the first time, behind {last}: out of order.");
        _last[partition] = Math.Max(source.Offset, _last.GetValueOrDefault(partition));
    }

    private void Repeated(string here, OrderSource source, string? service, bool same)
    {
        if (options.Delivery != DeliveryMode.Sequenced)
            finding.Wrong($"{here} is {source.AsId}, which was there before: out twice.");
        else if (!same && service == _first[source] && !options.Disturbed.Contains(service ?? ""))
            finding.Wrong($"{here} is {source.AsId} for the second time, both times by {service}, which nothing had interrupted.");
        else
            Allowed++;
    }
}
