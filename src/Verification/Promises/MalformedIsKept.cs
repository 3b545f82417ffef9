using System.Security.Cryptography;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Promises;

/// <summary>(d) What is no order was rejected, exactly once, with its bytes kept; and nothing else was.</summary>
internal sealed class MalformedIsKept : IPromise
{
    public const string Name = "What is no order was rejected once, and its bytes kept";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Orders, run.Rejected, run.Audit);
        var rejected = run.Rejected.Records.ToLookup(GatedIsAllowed.SourceOf);
        var decided = run.Decisions.ToLookup(d => new OrderSource(d.SourcePartition, d.SourceOffset));
        foreach (var (source, sent) in run.Sent)
        {
            var isOrder = run.OrderAt(source) is not null;
            var kept = rejected[source].ToList();
            if (isOrder)
            {
                if (kept.Count > 0 || decided[source].Any(d => d.Decision == Decision.Reject))
                    finding.Wrong($"{source.AsId} is an order and was rejected.");
                continue;
            }
            finding.Looked();
            if (decided[source].Any(d => d.Decision != Decision.Reject))
                finding.Wrong($"{source.AsId} is no order and was not rejected.");
            if (kept.Count != 1)
                finding.Wrong($"{source.AsId} is no order and stands {kept.Count} times in {run.Rejected.Name}.");
            else if (!IsKept(sent.Value, kept[0]))
                finding.Wrong($"{source.AsId} was rejected and its bytes were not kept.");
        }
        foreach (var stray in rejected.Where(r => r.Key is null || !run.Sent.ContainsKey(r.Key.Value)))
        {
            if (stray.Key is not { } source || source.Offset >= run.Orders.Start(source.Partition))
                finding.Wrong($"{run.Rejected.Name} has a record of {stray.Key?.AsId ?? "no order"}, where nothing stands.");
        }
        return finding.Result("Every record that is no order, compared byte for byte.", run.Expected.Malformed, "Everything that was sent is an order.");
    }

    /// <summary>Whole; or, of what was too large to be kept, its beginning and the hash of it all.</summary>
    private static bool IsKept(byte[]? sent, TopicRecord kept)
    {
        if (kept.Header(Headers.CutFrom) is not { } cut)
            return GatedIsAllowed.Same(sent, kept.Value);
        return sent.AsSpan().StartsWith(kept.Value) && cut.Contains(Convert.ToHexStringLower(SHA256.HashData(sent ?? [])), StringComparison.Ordinal);
    }
}
