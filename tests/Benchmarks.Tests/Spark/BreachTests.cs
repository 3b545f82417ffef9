using KillSwitch.Benchmarks.Spark;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.Tests.Spark;

public sealed class BreachTests
{
    private const long Now = 1_767_366_000_000;

    public static TheoryData<string> Rules => [.. Breach.Rules];

    /// <summary>What is measured begins with the last order.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void Orders_OfAnyRule_CrossItWithTheLastAndNothingElse(string rule)
    {
        var detector = new Detector(DetectionSettings.Default);
        var breach = Breach.Of(rule, "MAD-1", Now);

        var crossed = breach.Orders.Select(bytes =>
        {
            Assert.True(OrderParser.TryParse(bytes, out var order, out var refusal), refusal?.Message);
            return detector.Observe(order, Now, null);
        }).ToList();

        Assert.All(crossed.SkipLast(1), Assert.Empty);
        Assert.All(crossed[^1], d => Assert.Equal((rule, breach.Scope), (d.Signal.Metric, d.Signal.Scope)));
        Assert.Equal(breach.Scope, Assert.Single(crossed[^1], d => d.Command is not null).Command!.Scope);
    }

    [Fact]
    public void Command_OfFullTopics_IsOneThatADetectorRemembers()
    {
        var command = System.Text.Json.JsonSerializer.Deserialize(SampleStates.Command("OLD-7", Now), ContractsJson.Default.Command)!;

        Assert.NotNull(DetectionIds.BreachOf(command.CmdId, command.Scope));
    }
}
