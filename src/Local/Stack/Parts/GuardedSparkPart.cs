using KillSwitch.Api.Health;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>
/// Spark, and the embedded detector on guard beside it: while Spark starts, is behind or has ended, a breach is commanded all the same.
/// Both name a breach the same, so that what both find is one kill.
/// </summary>
internal sealed class GuardedSparkPart : IDetectorPart
{
    private readonly DetectorPart _guard = new();
    private readonly SparkPart _spark = new(isGuarded: true);

    public string Name => PartNames.Detector;

    public IEnumerable<PartHealth> Health
    {
        get
        {
            var (guard, spark) = (_guard.Health.Single(), _spark.Health.Single());
            return [new PartHealth(Name, guard.Healthy && spark.Healthy, $"{spark.Detail}; on guard beside it: {guard.Detail}")];
        }
    }

    public long? Observed => _guard.Observed is { } guard && _spark.Observed is { } spark ? Math.Min(guard, spark) : null;

    public long? MeasuredNowhere => _guard.MeasuredNowhere;

    public NearLimits? Nearest => _guard.Nearest;

    public Task<long> KillsAsync(CancellationToken cancellationToken) => _spark.KillsAsync(cancellationToken);

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        await _guard.StartAsync(context, cancellationToken);
        await _spark.StartAsync(context, cancellationToken);
    }
}
