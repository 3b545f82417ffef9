using KillSwitch.Kafka.Detection;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The embedded detector.</summary>
internal sealed class DetectorPart : IStackPart
{
    private DetectorLoop? _loop;

    public string Name => PartNames.Detector;

    /// <summary>Null where the detector does not run in this process.</summary>
    public DetectorLoopStatus? Status => _loop?.Status;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.KafkaAsync(cancellationToken);
        _loop = new DetectorLoop(kafka, context.Options.Detection, new DetectorOptions(), context.Time, context.Loggers);
        context.Run(Name, _loop.RunAsync);
    }
}
