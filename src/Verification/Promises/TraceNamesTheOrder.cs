using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>(j) The trace of a detected kill, in the command and in the published state, is that of the order that crossed the limit.</summary>
internal sealed class TraceNamesTheOrder : IPromise
{
    public const string Name = "A detected kill's trace names the order that caused it";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Orders, run.CommandsTopic, run.SignalsTopic, run.State);
        var orders = Causes.Of(run);
        foreach (var (record, command) in run.Commands.Where(c => c.Value is { Action: CommandAction.Kill, TriggeredBy: Command.DetectorActor }))
        {
            finding.Looked();
            if (!orders.TryGetValue(command.CorrId, out var order))
            {
                finding.Wrong($"No order is known to have caused {command.CmdId}.");
                continue;
            }
            // An order that came without a trace cannot be named by one; its id stands in the signal.
            if (TraceOf(order) is not { } trace)
                continue;
            if (TraceOf(record) != trace)
                finding.Wrong($"The trace of {command.CmdId} is not that of the order at {order.Partition}:{order.Offset}.");
            var published = run.States.FirstOrDefault(s => s.Value.Status == KillStatus.Killed && s.Value.Causes.Contains(command.CmdId));
            var first = published?.Value.Causes[0] == command.CmdId;
            if (first && TraceOf(published!.Record) != trace)
                finding.Wrong($"The state that {command.CmdId} led to has another trace.");
        }
        return finding.Result("From the order's record to the published state.", run.Expected.DetectedKill, "No detector commanded a kill.");
    }

    /// <summary>The trace's id: the second part of <c>00-trace-span-flags</c>.</summary>
    private static string? TraceOf(TopicRecord record) =>
        record.Header(Headers.TraceParent)?.Split('-') is [_, { Length: 32 } trace, ..] ? trace : null;
}
