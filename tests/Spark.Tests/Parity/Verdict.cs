using System.Globalization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>What both found in the orders of one case. Values are compared as numbers: 101 is 101.00.</summary>
internal sealed record Verdict(
    ParityCase Case,
    IReadOnlySet<RiskSignal> EmbeddedSignals,
    IReadOnlySet<RiskSignal> SparkSignals,
    IReadOnlySet<Command> EmbeddedCommands,
    IReadOnlySet<Command> SparkCommands)
{
    public bool Agrees => EmbeddedSignals.SetEquals(SparkSignals) && EmbeddedCommands.SetEquals(SparkCommands);

    public static Verdict Of(ParityCase one, EmbeddedRun embedded, SparkRun spark)
    {
        var mine = one.Records.Select(r => OrderId(r.Value)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new Verdict(
            one,
            Signals(embedded.Signals), Signals(spark.Signals),
            Commands(embedded.Commands, embedded.Signals), Commands(spark.Commands, spark.Signals));

        HashSet<RiskSignal> Signals(IEnumerable<RiskSignal> signals) => [.. signals.Where(s => mine.Contains(s.OrderId))];

        HashSet<Command> Commands(IEnumerable<Command> commands, IEnumerable<RiskSignal> signals)
        {
            var causes = Signals(signals).Select(s => s.CorrId).ToHashSet(StringComparer.Ordinal);
            return [.. commands.Where(c => causes.Contains(c.CorrId)).Select(c => c with { Value = AsNumber(c.Value!) })];
        }
    }

    private static string AsNumber(string value) =>
        decimal.Parse(value, CultureInfo.InvariantCulture).ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>The id of an order; null for what is none.</summary>
    public static string? OrderId(byte[]? value) => OrderParser.TryParse(value, out var order, out _) ? order.OrderId : null;
}
