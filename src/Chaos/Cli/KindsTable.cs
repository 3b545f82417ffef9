using KillSwitch.Chaos.Plan;
using Spectre.Console;

namespace KillSwitch.Chaos.Cli;

/// <summary>What <c>--list</c> shows.</summary>
internal static class KindsTable
{
    public static Table Of(IEnumerable<FaultKind> kinds)
    {
        var table = new Table().AddColumns("kind", "what is done", "lasts", "needs").Border(TableBorder.Simple);
        foreach (var kind in kinds)
            table.AddRow(
                kind.Name,
                kind.Does,
                kind.LastsAtMost == TimeSpan.Zero ? "" : $"{kind.LastsAtLeast.TotalSeconds:0}-{kind.LastsAtMost.TotalSeconds:0} s",
                kind.NeedsKafka ? "--kafka" : ""
            );
        return table;
    }
}
