using System.Text.Json;
using KillSwitch.Cdk.Cost.Prices;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>The router's calls: the only function that is called often enough to cost a cent an hour.</summary>
internal sealed class OrderBatches : ICharge
{
    private const decimal MegabytesOfGigabyte = 1_024;

    public IReadOnlyList<string> Types => ["AWS::Lambda::EventSourceMapping"];

    public IEnumerable<CostLine> Of(Template template, PriceList prices, Use use)
    {
        foreach (var mapping in template.All(Types[0]).Where(IsOfOrders))
        {
            var router = template.Target(mapping.GetProperty("FunctionName"))
                ?? throw new InvalidOperationException(
                    $"The function that reads {Topics.Orders} is not in {template.Stack}, where its mapping is, so its memory is not known."
                );
            var gigabytes = router.GetProperty("MemorySize").GetDecimal() / MegabytesOfGigabyte;
            yield return new CostLine(template.Stack, "calls of the router", use.BatchesPerHour, prices["lambda-request"]);
            yield return new CostLine(
                template.Stack,
                "GB-seconds of the router",
                use.BatchesPerHour * use.SecondsPerBatch * gigabytes,
                prices["lambda-arm-gb-second"]
            );
            yield return new CostLine(
                template.Stack,
                "logs of the router, GB",
                Use.Gigabytes(use.BatchesPerHour * use.LogBytesPerBatch),
                prices["log-ingestion"]
            );
            yield return new CostLine(template.Stack, "traces", use.TracesPerHour, prices["trace"]);
        }
    }

    private static bool IsOfOrders(JsonElement mapping) =>
        mapping.TryGetProperty("Topics", out var topics) && topics.EnumerateArray().Any(t => t.GetString() == Topics.Orders);
}
