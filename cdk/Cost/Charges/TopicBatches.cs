using System.Text.Json;
using KillSwitch.Cdk.Cost.Prices;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>The calls of a function that every order leads to: only such are called often enough to cost a cent an hour.</summary>
/// <param name="topic">Whose records it is handed.</param>
/// <param name="who">The function, for people.</param>
/// <param name="secondsPerBatch">How long a call takes.</param>
/// <param name="more">What it costs besides.</param>
internal sealed class TopicBatches(
    string topic,
    string who,
    Func<Use, decimal> secondsPerBatch,
    Func<Use, (string What, decimal Quantity, string Price)> more
) : ICharge
{
    private const decimal MegabytesOfGigabyte = 1_024;

    public static ICharge OfTheRouter { get; } =
        new TopicBatches(Topics.Orders, "the router", use => use.SecondsPerBatch, use => ("traces", use.TracesPerHour, "trace"));

    public static ICharge OfTheAuditIndex { get; } =
        new TopicBatches(
            Topics.Audit,
            "the audit's index",
            use => use.SecondsPerAuditBatch,
            use => ("writes of the audit's index", use.AuditsKeptPerHour * WritesPerAudit, "dynamodb-write")
        );

    /// <summary>A record of a kilobyte in the table and in each of its three indexes.</summary>
    private const decimal WritesPerAudit = 4;

    public IReadOnlyList<string> Types => ["AWS::Lambda::EventSourceMapping"];

    public IEnumerable<CostLine> Of(Template template, PriceList prices, Use use)
    {
        foreach (var mapping in template.All(Types[0]).Where(IsOfTheTopic))
        {
            var function = template.Target(mapping.GetProperty("FunctionName"))
                ?? throw new InvalidOperationException(
                    $"The function that reads {topic} is not in {template.Stack}, where its mapping is, so its memory is not known."
                );
            var gigabytes = function.GetProperty("MemorySize").GetDecimal() / MegabytesOfGigabyte;
            yield return new CostLine(template.Stack, $"calls of {who}", use.BatchesPerHour, prices["lambda-request"]);
            yield return new CostLine(
                template.Stack,
                $"GB-seconds of {who}",
                use.BatchesPerHour * secondsPerBatch(use) * gigabytes,
                prices["lambda-arm-gb-second"]
            );
            yield return new CostLine(
                template.Stack,
                $"logs of {who}, GB",
                Use.Gigabytes(use.BatchesPerHour * use.LogBytesPerBatch),
                prices["log-ingestion"]
            );
            var (what, quantity, price) = more(use);
            yield return new CostLine(template.Stack, what, quantity, prices[price]);
        }
    }

    private bool IsOfTheTopic(JsonElement mapping) =>
        mapping.TryGetProperty("Topics", out var topics) && topics.EnumerateArray().Any(t => t.GetString() == topic);
}
