using System.Text.RegularExpressions;
using KillSwitch.Workflows.Tests.Support;

namespace KillSwitch.Workflows.Tests.Architecture;

/// <summary>
/// Only the transitions write what an incident's life consists of. The members cannot be hidden: stores and checks read them back.
/// </summary>
public sealed partial class TransitionsOnlyTests
{
    private const string Deciding = "src/Workflows/Incidents/Deciding/";

    [Fact]
    public void AnIncidentsLife_OutsideDeciding_IsNeverWritten()
    {
        var writes = Source.Files("src")
            .Where(file => !file.StartsWith(Deciding, StringComparison.Ordinal))
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
