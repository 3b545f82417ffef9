using System.Globalization;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Promises;

/// <summary>(c) What reached the venue's topic is what was allowed: the same orders, byte for byte, each once, in their order.</summary>
internal sealed class GatedIsAllowed : IPromise
{
    public const string Name = "What was passed on is what was allowed, byte for byte and in order";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Orders, run.Gated, run.Audit);
        var allowed = run.Decisions.Where(d => d.Decision == Decision.Allow).Select(d => new OrderSource(d.SourcePartition, d.SourceOffset)).ToHashSet();
        var last = new Dictionary<int, long>();
        foreach (var record in run.Gated.Records)
        {
            var here = $"{run.Gated.Name} {record.Partition}:{record.Offset}";
            if (SourceOf(record) is not { } source)
            {
                finding.Wrong($"{here} does not say which order it is.");
                continue;
            }
            if (source.Offset < run.Orders.Start(source.Partition))
                continue;
            finding.Looked();
            if (source.Partition != record.Partition)
                finding.Wrong($"{here} is of orders partition {source.Partition}.");
            if (last.TryGetValue(record.Partition, out var before) && source.Offset <= before)
                finding.Wrong($"{here} is {source.AsId}, which does not come after {before}: out twice or out of order.");
            last[record.Partition] = source.Offset;
            if (!allowed.Remove(source) && !run.Decisions.Any(d => d.Decision == Decision.Allow && new OrderSource(d.SourcePartition, d.SourceOffset) == source))
                finding.Wrong($"{here} is {source.AsId}, which was not allowed.");
            if (!run.Sent.TryGetValue(source, out var sent) || !Same(sent.Value, record.Value) || !Same(sent.Key, record.Key))
                finding.Wrong($"{here} differs from {source.AsId}.");
        }
        foreach (var source in allowed)
            finding.Wrong($"{source.AsId} was allowed and not passed on.");
        return finding.Result("Compared with the orders and with the audit.", run.Expected is { Orders: true, LetThrough: true }, "No order was passed on.");
    }

    internal static OrderSource? SourceOf(TopicRecord record) =>
        int.TryParse(record.Header(Headers.SourcePartition), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
        && long.TryParse(record.Header(Headers.SourceOffset), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? new OrderSource(partition, offset)
            : null;

    internal static bool Same(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);
}
