using KillSwitch.Api.Health;
using KillSwitch.Kafka.Detection;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The embedded detector.</summary>
internal sealed class DetectorPart : IDetectorPart
{
    private DetectorLoop? _loop;

    public string Name => PartNames.Detector;

    public IEnumerable<PartHealth> Health => [Now];

    private PartHealth Now => _loop?.Status switch
    {
        null => new PartHealth(Name, false, "starting"),
        { LastError: { } error, Ready: false } => new PartHealth(Name, false, error),
        { Ready: false } => new PartHealth(Name, false, "reading back the orders of its open windows"),
        var status => new PartHealth(Name, !status.MeasuredNowhere, DetectorDetail.Of(status)),
    };

    public long? Observed =>
        _loop?.Status is { Ready: true } status
            ? status.Detector.Orders + status.Malformed + status.Detector.Cancels + status.ReplayedMissing
            : null;

    public long? MeasuredNowhere => _loop?.Status is { } status ? status.Detector.Unmeasured + status.ReplayedMissing : null;

    public NearLimits? Nearest => _loop?.Nearest;

    public Task<long> KillsAsync(CancellationToken cancellationToken) => Task.FromResult(_loop?.Status.Detector.Commands ?? 0);

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.KafkaAsync(cancellationToken);
        var options = new DetectorOptions { Replays = context.Options.Replays };
        _loop = new DetectorLoop(kafka, context.Options.Detection, options, context.Time, context.Loggers);
        context.Run(Name, _loop.RunAsync);
        await context.Endpoints.UpdateAsync(e => e with { Replays = options.Replays }, cancellationToken);
    }
}
