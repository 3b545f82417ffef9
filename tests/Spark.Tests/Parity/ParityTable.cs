using System.Globalization;
using System.Text;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>The verdicts as Markdown, for the documentation.</summary>
internal static class ParityTable
{
    public static string Of(IReadOnlyList<Verdict> verdicts, EmbeddedRun embedded, SparkRun spark)
    {
        var table = new StringBuilder();
        table.Append("| case | orders | signals: embedded, Spark | kills: embedded, Spark | the same |\n|---|---|---|---|---|\n");
        foreach (var v in verdicts)
        {
            table.Append(CultureInfo.InvariantCulture, $"| **{v.Case.Name}**: {v.Case.Story} | {v.Case.Records.Count} ");
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {v.EmbeddedSignals.Count}, {v.SparkSignals.Count} | {v.EmbeddedCommands.Count}, {v.SparkCommands.Count} "
            );
            table.Append(CultureInfo.InvariantCulture, $"| {(v.Agrees ? "yes" : "**no**")} |\n");
        }
        table.Append(
            CultureInfo.InvariantCulture,
            $"\nRecords that are no orders: {embedded.Malformed.Count} refused by the router's parser, {spark.Malformed.Count} kept by Spark.\n"
        );
        return table.ToString();
    }
}
