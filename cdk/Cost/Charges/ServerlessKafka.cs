using System.Globalization;
using System.Text.Json;
using KillSwitch.Cdk.Cost.Prices;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>MSK Serverless: the cluster, each partition, each byte in and out.</summary>
internal sealed class ServerlessKafka : ICharge
{
    public IReadOnlyList<string> Types => ["AWS::MSK::ServerlessCluster"];

    public IEnumerable<CostLine> Of(Template template, PriceList prices, Use use)
    {
        var clusters = template.All(Types[0]).Count();
        if (clusters == 0)
            yield break;
        var written = Use.Gigabytes(use.OrdersPerHour * use.BytesWrittenPerOrder);
        var read = Use.Gigabytes(use.OrdersPerHour * use.BytesReadPerOrder);
        yield return new CostLine(template.Stack, "MSK Serverless cluster", clusters, prices["msk-serverless-cluster"]);
        yield return new CostLine(template.Stack, "partitions of all topics", Partitions(template), prices["msk-serverless-partition"]);
        yield return new CostLine(template.Stack, "records written, GB", written, prices["msk-serverless-in"]);
        yield return new CostLine(template.Stack, "records read, GB", read, prices["msk-serverless-out"]);
    }

    /// <summary>The topics are made by a custom resource, which says how many partitions each has.</summary>
    private static decimal Partitions(Template template) => template.Resources.Values
        .Select(r => r.TryGetProperty("Properties", out var p) && p.TryGetProperty("Partitions", out var count) ? Number(count) : 0)
        .Sum() * Topics.All.Count;

    /// <summary>CloudFormation hands a custom resource its properties as text.</summary>
    private static decimal Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDecimal();
}
