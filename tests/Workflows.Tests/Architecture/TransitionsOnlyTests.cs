using System.Text.RegularExpressions;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Tests.Support;

namespace KillSwitch.Workflows.Tests.Architecture;

/// <summary>
/// Only the transitions write what an incident's life consists of. The members cannot be hidden: stores and checks read them back.
/// </summary>
public sealed partial class TransitionsOnlyTests
{
    private const string Deciding = "src/Workflows/Incidents/Deciding/";

    /// <summary>What happens to a request is the same for an unkill and for a change of a limit; transitions ask for it.</summary>
    private const string Shared = "src/Workflows/Approvals/";

    private const string OfLimits = "src/Workflows/LimitChanges/Deciding/";

    [Fact]
    public void AnIncidentsLife_OutsideDeciding_IsNeverWritten()
    {
        var writes = Source.Files("src")
            .Where(file => !new[] { Deciding, Shared, OfLimits }.Any(room => file.StartsWith(room, StringComparison.Ordinal)))
            .SelectMany(file => Source.Lines(file).Where(line => Write().IsMatch(line.Text)).Select(line => $"{file}:{line.Number}"));

        Assert.Empty(writes);
    }

    [Fact]
    public void AnIncidentsLife_InDeciding_IsWritten() =>
        Assert.True(Source.Files(Deciding).Count(file => Source.Lines(file).Any(line => Write().IsMatch(line.Text))) > 8);

    /// <summary>What a write looks like; naming a phase or a status to compare it is none.</summary>
    [GeneratedRegex(
        @"\bPhase\s*=\s*IncidentPhase|\bStatus\s*=\s*RequestStatus|\bWait\s*=\s*(null|incident|open|wait)\b"
        + @"|\bIncident\s*=\s*(incident|open|changed)\b"
        + @"|\b(incident|open|closed|request)\s+with\s*(\{|$)|\bnew (Incident|UnkillRequest|TaskWait)\s*(\{|$)|\bnew UnkillRequest\(")]
    private static partial Regex Write();
}
