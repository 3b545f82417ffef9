using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>MSK Provisioned: the brokers, and their disks. What flows through costs nothing more within a zone.</summary>
internal sealed class ProvisionedKafka : ICharge
{
    public IReadOnlyList<string> Types => ["AWS::MSK::Cluster"];

    public IEnumerable<CostLine> Of(Template template, PriceList prices, Use use)
    {
        foreach (var cluster in template.All(Types[0]))
        {
            if (cluster.TryGetProperty("EnhancedMonitoring", out var level) && level.GetString() != "DEFAULT")
                throw new NotSupportedException(
                    $"The cluster is measured at the level {level.GetString()}, which is charged by the measure, and the estimate does not know how to count those. Teach it to ProvisionedKafka."
                );
            var brokers = cluster.GetProperty("NumberOfBrokerNodes").GetDecimal();
            var node = cluster.GetProperty("BrokerNodeGroupInfo");
            var type = node.GetProperty("InstanceType").GetString()!;
            yield return new CostLine(template.Stack, $"brokers, {type}", brokers, prices["msk-broker/" + type]);
            if (node.TryGetProperty("StorageInfo", out var storage))
            {
                var gigabytes = storage.GetProperty("EBSStorageInfo").GetProperty("VolumeSize").GetDecimal();
                yield return new CostLine(template.Stack, "disks of the brokers, GB", brokers * gigabytes, prices["msk-broker-storage"]);
            }
        }
    }
}
