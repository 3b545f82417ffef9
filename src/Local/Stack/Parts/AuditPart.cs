using KillSwitch.Api.Health;
using KillSwitch.Kafka.Auditing;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Auditing.Indexing;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>Fills the audit's index. What it is late with, nobody waits for.</summary>
internal sealed class AuditPart : IStackPart
{
    private const string Group = "killswitch-audit-index";

    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(5);

    private AuditConsumer? _consumer;
    private TimeProvider? _time;

    public string Name => PartNames.Audit;

    public IEnumerable<PartHealth> Health =>
        _consumer is { } consumer ? [Of(consumer.Status, _time!.GetUtcNow())] : [new(Name, false, "starting")];

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var coverage = AuditCoverageSetting.Read(Environment.GetEnvironmentVariable);
        var kafka = await context.KafkaAsync(cancellationToken);
        var workflow = await context.WorkflowAsync(cancellationToken);
        _time = context.Time;
        var indexing = new AuditIndexing(workflow.AuditIndex, workflow.AuditTopic, coverage, context.Time);
        var consumer = _consumer = new AuditConsumer(kafka, Group, context.Time, context.Loggers);
        context.Run(Name, ct => consumer.RunAsync(indexing.TakeAsync, ct));
    }

    internal static PartHealth Of(AuditConsumerStatus status, DateTimeOffset now)
    {
        var behind = Math.Max(0, (now - (status.ReadToEnd ?? now)).TotalSeconds);
        var how = status.ReadToEnd is null && status.BehindRecords == 0
            ? "has not read to the end yet"
            : FormattableString.Invariant($"{status.BehindRecords} records behind, read to the end {behind:0} s ago");
        return status.TroubleSince is { } since && now - since > s_usual
            ? new(PartNames.Audit, false, $"{how}; the same are tried again and again since {since:HH:mm:ss}Z: {status.Trouble}")
            : new(PartNames.Audit, true, how);
    }
}
