using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.KafkaEvents;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Metrics;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Functions.Hosting;
using KillSwitch.Kafka.Auditing;
using KillSwitch.Workflows.Auditing.Indexing;

namespace KillSwitch.Functions.Audits;

/// <summary>
/// Fills the audit's index. Whatever it throws, the same batch is handed over again, for ever, and changes nothing where it was taken in.
/// </summary>
public sealed class IndexAudits(AuditIndexing indexing)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Metrics(Namespace = Measures.Namespace)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task HandleAsync(KafkaEvent batch, ILambdaContext context) => Ended.Of(HandleOneAsync(batch, context));

    private async Task HandleOneAsync(KafkaEvent batch, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        var records = KafkaRecords.Of(batch, Workflows.Contracts.Topics.Audit).Select(AuditRecords.Of).ToList();
        foreach (var partition in records.GroupBy(record => record.Partition))
            await indexing.TakeAsync([.. partition], deadline.Token);
        Measured.Count(Measures.AuditsIndexed, records.Count);
    }
}
