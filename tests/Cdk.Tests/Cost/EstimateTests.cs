using KillSwitch.Cdk.Cost.Prices;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Tests.Cost;

/// <summary>Each kind of resource, with what it must cost worked out by hand.</summary>
public sealed class EstimateTests
{
    [Fact]
    public void Endpoints_Interface_CostInEachZoneAndGatewaysNothing()
    {
        var estimate = Templates.EstimateOf("""
            "A": { "Type": "AWS::EC2::VPCEndpoint", "Properties": { "VpcEndpointType": "Interface", "SubnetIds": ["a", "b"] } },
            "B": { "Type": "AWS::EC2::VPCEndpoint", "Properties": { "VpcEndpointType": "Interface", "SubnetIds": ["a", "b", "c"] } },
            "C": { "Type": "AWS::EC2::VPCEndpoint", "Properties": { "VpcEndpointType": "Gateway" } }
            """);

        // Five endpoint zones at a cent.
        Assert.Equal(0.05m, estimate.PerHour);
        Assert.Equal(0.05m, estimate.StandingPerHour);
    }

    [Fact]
    public void Month_OfAKey_IsSpreadOver730Hours() =>
        Assert.Equal(2 * 0.1m, Templates.EstimateOf("""
            "A": { "Type": "AWS::KMS::Key", "Properties": {} }, "B": { "Type": "AWS::KMS::Key" }
            """).PerHour);

    [Fact]
    public void ServerlessKafka_ClusterPartitionsAndBytes_EachCost()
    {
        var estimate = Templates.EstimateOf("""
            "Cluster": { "Type": "AWS::MSK::ServerlessCluster", "Properties": {} },
            "Topics": { "Type": "Custom::Topics", "Properties": { "Partitions": "3" } }
            """);

        Assert.Equal(2m, estimate.PerHour("MSK Serverless cluster"));
        Assert.Equal(Topics.All.Count * 3 * 0.5m, estimate.PerHour("partitions of all topics"));
        // 3,600 orders an hour: 3.6 GB at 10 dollars, 7.2 GB at 100.
        Assert.Equal(36m, estimate.PerHour("records written, GB"));
        Assert.Equal(720m, estimate.PerHour("records read, GB"));
        Assert.Equal(756m, estimate.UsedPerHour);
    }

    [Fact]
    public void ProvisionedKafka_BrokersAndDisks_CostWhetherUsedOrNot()
    {
        var estimate = Templates.EstimateOf("""
            "Cluster": { "Type": "AWS::MSK::Cluster", "Properties": { "NumberOfBrokerNodes": 2,
              "BrokerNodeGroupInfo": { "InstanceType": "kafka.t3.small", "StorageInfo": { "EBSStorageInfo": { "VolumeSize": 10 } } } } }
            """);

        // Two brokers at 5 cents; twenty GB at 7.30 a month, which is a cent an hour.
        Assert.Equal(0.10m, estimate.PerHour("brokers, kafka.t3.small"));
        Assert.Equal(0.20m, estimate.PerHour("disks of the brokers, GB"));
        Assert.Equal(0m, estimate.UsedPerHour);
    }

    [Fact]
    public void Broker_OfATypeWithoutAPrice_IsNotForgotten()
    {
        const string cluster = """
            "Cluster": { "Type": "AWS::MSK::Cluster", "Properties": { "NumberOfBrokerNodes": 2, "BrokerNodeGroupInfo": { "InstanceType": "kafka.m9z.large" } } }
            """;

        var missing = Assert.Throws<PriceMissingException>(() => Templates.EstimateOf(cluster));

        Assert.Equal("msk-broker/kafka.m9z.large", missing.Id);
    }

    [Fact]
    public void Cluster_MeasuredAtALevelThatIsCharged_IsNotForgotten()
    {
        const string cluster = """
            "Cluster": { "Type": "AWS::MSK::Cluster", "Properties": { "EnhancedMonitoring": "PER_BROKER", "NumberOfBrokerNodes": 2,
              "BrokerNodeGroupInfo": { "InstanceType": "kafka.t3.small" } } }
            """;

        var unknown = Assert.Throws<NotSupportedException>(() => Templates.EstimateOf(cluster));

        Assert.Contains("PER_BROKER", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Router_Calls_CostByItsMemoryInTheTemplate()
    {
        var estimate = Templates.EstimateOf($$"""
            "Router": { "Type": "AWS::Lambda::Function", "Properties": { "MemorySize": 2048 } },
            "Other": { "Type": "AWS::Lambda::Function", "Properties": { "MemorySize": 128 } },
            "Orders": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": { "Topics": ["{{Topics.Orders}}"], "FunctionName": { "Ref": "Router" } } },
            "Commands": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": { "Topics": ["{{Topics.Commands}}"], "FunctionName": { "Ref": "Other" } } }
            """);

        // 100 batches of half a second at 2 GB: 100 GB-seconds. 100 kB of logs at a dollar a kB.
        Assert.Equal(1m, estimate.PerHour("GB-seconds of the router"));
        Assert.Equal(0.1m, estimate.PerHour("calls of the router"));
        Assert.Equal(100m, estimate.PerHour("logs of the router, GB"));
        Assert.Equal(2m, estimate.PerHour("traces"));
        Assert.Equal(0m, estimate.StandingPerHour);
    }

    [Fact]
    public void AuditIndex_CallsAndWrites_Cost()
    {
        var estimate = Templates.EstimateOf($$"""
            "Index": { "Type": "AWS::Lambda::Function", "Properties": { "MemorySize": 512 } },
            "Audits": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": { "Topics": ["{{Topics.Audit}}"], "FunctionName": { "Ref": "Index" } } }
            """);

        // 100 batches of a quarter of a second at half a GB; 500 records in a table and three indexes.
        Assert.Equal(0.125m, estimate.PerHour("GB-seconds of the audit's index"));
        Assert.Equal(0.1m, estimate.PerHour("calls of the audit's index"));
        Assert.Equal(2m, estimate.PerHour("writes of the audit's index"));
        Assert.Equal(0m, estimate.StandingPerHour);
    }

    [Fact]
    public void Pollers_InProvisionedMode_CostWhetherUsedOrNot() =>
        Assert.Equal(
            0.4m,
            Templates
                .EstimateOf(
                    """
                    "M": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": { "Topics": ["t"], "ProvisionedPollerConfig": { "MinimumPollers": 2, "MaximumPollers": 4 } } },
                    "N": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": { "Topics": ["u"] } }
                    """
                )
                .StandingPerHour
        );

    [Fact]
    public void Incidents_Transitions_CostAndThoseOfCdksOwnMachineDoNot() =>
        // Two incidents of ten transitions.
        Assert.Equal(5m, Templates.EstimateOf("""
            "M": { "Type": "AWS::StepFunctions::StateMachine", "Properties": { "StateMachineType": "STANDARD" } },
            "Waiter": { "Type": "AWS::StepFunctions::StateMachine", "Properties": {} }
            """).UsedPerHour);

    [Fact]
    public void WebAcl_AndItsRules_CostByTheMonth() =>
        Assert.Equal(1m + 3 * 0.01m, Templates.EstimateOf("""
            "W": { "Type": "AWS::WAFv2::WebACL", "Properties": { "Rules": [{}, {}, {}] } }
            """).StandingPerHour);

    [Fact]
    public void Alarm_MadeOfSeveralMetrics_CostsForEach() =>
        // One, and two of an expression, which costs nothing by itself.
        Assert.Equal(
            3 * 0.1m,
            Templates
                .EstimateOf(
                    """
                    "A": { "Type": "AWS::CloudWatch::Alarm", "Properties": { "MetricName": "m" } },
                    "B": { "Type": "AWS::CloudWatch::Alarm", "Properties": { "Metrics": [{ "MetricStat": {} }, { "MetricStat": {} }, { "Expression": "m1/m2" }] } }
                    """
                )
                .StandingPerHour
        );

    [Fact]
    public void SparkJob_Workers_CostAsLongAsItRuns()
    {
        var estimate = Templates.EstimateOf("""
            "E": { "Type": "AWS::EMRServerless::Application", "Properties": {} }
            """);

        // Four processors at 50 cents, ten GB at 10, and 50 files at a cent.
        Assert.Equal(3m, estimate.StandingPerHour);
        Assert.Equal(0.5m, estimate.UsedPerHour);
    }

    [Fact]
    public void SparkJob_WithWorkersKeptReady_IsNotCountedTooLow() =>
        Assert.Throws<NotSupportedException>(() => Templates.EstimateOf("""
            "E": { "Type": "AWS::EMRServerless::Application", "Properties": { "InitialCapacity": [] } }
            """));

    [Fact]
    public void Resource_OfAnUnknownType_IsNamed()
    {
        var estimate = Templates.EstimateOf("""
            "N": { "Type": "AWS::EC2::NatGateway" }, "T": { "Type": "Custom::Topics" }, "V": { "Type": "AWS::EC2::VPC" }
            """);

        Assert.Equal(["AWS::EC2::NatGateway"], estimate.Unknown);
    }
}
