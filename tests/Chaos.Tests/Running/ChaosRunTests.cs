using KillSwitch.Chaos.Plan;
using KillSwitch.Chaos.Running;
using KillSwitch.Tests;

namespace KillSwitch.Chaos.Tests.Running;

/// <summary>
/// A short part of <c>./run chaos</c> with fixed seeds: the real processes, broken under load, and everything checked that is
/// checked after a long run.
/// </summary>
[Collection("Whole stacks")]
public sealed class ChaosRunTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "killswitch-chaos-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    [ApacheKafkaFact(withNode: true)]
    public Task RunAsync_OnApacheKafka_EveryPromiseHolds() => HoldsAsync(new ChaosOptions
    {
        KafkaHome = ApacheKafkaFactAttribute.Home,
        Delivery = "transactional",
        Duration = TimeSpan.FromSeconds(40),
        Seed = 3,
        OrdersPerSecond = 100,
        Kinds = [FaultKinds.BrokerKill, FaultKinds.RouterKill, FaultKinds.EngineKill, FaultKinds.CommandsRepeated],
        Data = _data,
    });

    [NodeFact]
    public async Task RunAsync_OnTheEmbeddedBroker_EveryPromiseHolds()
    {
        var outcome = await HoldsAsync(new ChaosOptions
        {
            Delivery = "sequenced",
            Duration = TimeSpan.FromSeconds(70),
            Seed = 4,
            OrdersPerSecond = 100,
            Kinds = [FaultKinds.IntakeKill, FaultKinds.DatabaseKill, FaultKinds.DiskFull, FaultKinds.RoutersBehind],
            Data = _data,
        });

        Assert.Contains(outcome.Faults, f => f.Kind == FaultKinds.RoutersBehind.Says);
    }

    private static async Task<ChaosOutcome> HoldsAsync(ChaosOptions options)
    {
        var said = new List<string>();

        var outcome = await new ChaosRun(options, TimeProvider.System, said.Add).RunAsync(CancellationToken.None, CancellationToken.None);

        Assert.True(outcome.Unsettled is null, $"{outcome.Unsettled}\n{string.Join('\n', said)}");
        Assert.NotEmpty(outcome.Faults);
        Assert.All(outcome.Faults, f => Assert.True(f.Recovered is not null, $"{f} was not recovered from"));
        Assert.All(outcome.Checks, c => Assert.True(c.Held, $"{c.Name}: {string.Join('\n', c.Violations)}"));
        return outcome;
    }
}
