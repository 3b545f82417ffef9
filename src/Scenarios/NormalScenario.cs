using KillSwitch.Workflows.Detection;

namespace KillSwitch.Scenarios;

/// <summary>An ordinary day: many accounts, no breach.</summary>
public sealed class NormalScenario(ScenarioOptions options) : IOrderScenario
{
    private readonly ScenarioOptions _options = options.Validated();

    public string Name => "normal";

    public string Story => "An ordinary day: many accounts trade, and nobody comes near a limit.";

    public DetectionSettings Detection => DetectionSettings.Default;

    public bool Breaches => false;

    public IAsyncEnumerable<TimedOrder> OrdersAsync(DateTimeOffset start, CancellationToken cancellationToken) =>
        OrderStreams.Async(NormalTraffic.Orders(start, _options.Seed, _options.OrdersPerSecond), cancellationToken);
}
