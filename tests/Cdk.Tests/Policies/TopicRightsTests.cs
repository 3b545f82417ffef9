using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Cdk.Workflow;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Tests.Policies;

/// <summary>Who can do what on each topic: read from every policy of every template.</summary>
[Collection(SynthesizedApps.Collection)]
public sealed class TopicRightsTests(SynthesizedApps apps)
{
    private const string Write = "kafka-cluster:WriteData";
    private const string Read = "kafka-cluster:ReadData";

    private const string Detection = "detection";

    private static readonly string[] s_router = [FunctionSpecs.OrderRouter.Name];

    /// <summary>What nobody can take part in a flow without: who writes.</summary>
    private static readonly Dictionary<string, string[]> s_writers = new()
    {
        [Topics.Limits] = [LimitStepNames.PublishLimit, LimitStepNames.RevertLimit],
        // Whoever brings market data here is none of this installation's.
        [Topics.Prices] = [],
        [Topics.Orders] = [FunctionSpecs.OrderGenerator.Name],
        [Topics.RiskSignals] = [Detection],
        [Topics.Commands] = [FunctionSpecs.OperatorApi.Name, Detection],
        [Topics.State] =
        [
            StepNames.PublishKilled, StepNames.PublishActive, FunctionSpecs.Recovery.Name, FunctionSpecs.CommandIntake.Name,
        ],
        [Topics.GatedOrders] = s_router,
        [Topics.RejectedOrders] = s_router,
        [Topics.Audit] =
        [
            .. s_router,
            FunctionSpecs.CommandIntake.Name,
            .. StepNames.ByPlaceholder.Values,
            .. LimitStepNames.ByPlaceholder.Values,
            FunctionSpecs.Recovery.Name,
            FunctionSpecs.OperatorApi.Name,
        ],
        [Topics.RouterProgress] = s_router,
    };

    private static readonly Dictionary<string, string[]> s_readers = new()
    {
        [Topics.Limits] = s_router,
        [Topics.Prices] = [.. s_router, Detection],
        [Topics.Orders] = [.. s_router, Detection],
        [Topics.RiskSignals] = [],
        [Topics.Commands] = [FunctionSpecs.CommandIntake.Name, Detection],
        [Topics.State] = [.. s_router, FunctionSpecs.Recovery.Name, FunctionSpecs.CommandIntake.Name, Detection],
        [Topics.GatedOrders] = s_router,
        [Topics.RejectedOrders] = s_router,
        [Topics.Audit] = [.. s_router, FunctionSpecs.AuditIndex.Name, FunctionSpecs.OperatorApi.Name],
        [Topics.RouterProgress] = s_router,
    };

    public static TheoryData<string> Names => [.. Topics.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Topic_OfTheContracts_IsWrittenByThoseAlone(string topic) =>
        Assert.All(apps.All, app => Assert.Equal(s_writers[topic].Order(), Who(app, Write, topic)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Topic_OfTheContracts_IsReadByThoseAlone(string topic) =>
        Assert.All(apps.All, app => Assert.Equal(s_readers[topic].Order(), Who(app, Read, topic)));

    [Theory]
    [InlineData("kafka-cluster:DeleteTopic")]
    [InlineData("kafka-cluster:AlterTopic")]
    [InlineData("kafka-cluster:AlterTopicDynamicConfiguration")]
    [InlineData("kafka-cluster:AlterCluster")]
    public void Topics_OnceMade_AreChangedByNobody(string action) =>
        Assert.All(apps.All, app => Assert.DoesNotContain(app.Roles(), r => r.Statements.Any(s => s.Allows && s.Covers(action))));

    [Fact]
    public void Rights_OnKafka_AreOfTopicsAndClustersByName() =>
        Assert.All(
            apps.All.SelectMany(a => a.Roles())
                .SelectMany(r => r.Statements)
                .Where(s => s.Allows && s.Actions.Any(a => a.StartsWith("kafka", StringComparison.Ordinal))),
            s =>
            {
                Assert.DoesNotContain(s.Actions, a => a.Contains('*', StringComparison.Ordinal));
                Assert.All(s.Resources, r =>
                    Assert.True(
                        !r.Contains('*', StringComparison.Ordinal)
                            || r.EndsWith("/killswitch-router-*", StringComparison.Ordinal)
                            || r.EndsWith("/spark-kafka-*", StringComparison.Ordinal)
                            // Its id, which is not known before it is made.
                            || r.EndsWith($":cluster/{apps.Usual.Deployment.Named("killswitch")}/*", StringComparison.Ordinal),
                        r
                    )
                );
            }
        );

    private static IEnumerable<string> Who(Synthesized app, string action, string topic) =>
        app.Roles().Where(r => r.MayOnTopic(action, topic)).Select(r => r.Resource.Stack == Detection ? Detection : r.Name).Order();
}
