using System.Text.Json;
using System.Text.Json.Serialization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Verification;

/// <summary>What <c>--summary</c> writes: what the terminal says, for programs.</summary>
/// <param name="Scenario">Which scenario was played.</param>
/// <param name="Counts">Records, counted in the topics.</param>
/// <param name="LatencyMs">How long a kill took.</param>
/// <param name="Promises">Whether each was kept.</param>
/// <param name="Incidents">The run's incidents.</param>
/// <param name="Versions">What ran, by name: <c>killswitch</c>, <c>dotnet</c>, <c>librdkafka</c>, <c>broker</c>.</param>
public sealed record Summary(
    string Scenario,
    Counts Counts,
    Latencies LatencyMs,
    IReadOnlyList<PromiseResult> Promises,
    IReadOnlyList<SummaryIncident> Incidents,
    IReadOnlyDictionary<string, string> Versions)
{
    public static Summary Of(string scenario, VerificationReport report, RunEvidence evidence, IReadOnlyDictionary<string, string> versions)
    {
        var run = new RunFacts(evidence);
        return new Summary(scenario, report.Counts, report.LatencyMs, report.Promises, [.. evidence.Incidents.Select(i => SummaryIncident.Of(i, run))], versions);
    }

    public string ToJson() => JsonSerializer.Serialize(this, SummaryJson.Default.Summary);
}

/// <param name="IncidentId">The incident.</param>
/// <param name="Scope">What was killed.</param>
/// <param name="Phase">Where it stands: <c>CLOSED</c> once trading is restored.</param>
/// <param name="ExecutionArn">Its execution; null until its first step has run.</param>
/// <param name="Causes">The kills, oldest first.</param>
/// <param name="StateVersions">What was published of it, in the order of the topic.</param>
public sealed record SummaryIncident(
    string IncidentId, string Scope, string Phase, string? ExecutionArn, IReadOnlyList<string> Causes, IReadOnlyList<SummaryState> StateVersions)
{
    internal static SummaryIncident Of(IncidentView incident, RunFacts run) => new(
        incident.IncidentId,
        incident.Scope.ToString(),
        JsonSerializer.SerializeToElement(incident, OperatorsJson.Default.IncidentView).GetProperty("phase").GetString()!,
        incident.ExecutionArn,
        [.. incident.Causes.Select(c => c.CmdId)],
        [.. run.States.Where(s => s.Value.IncidentId == incident.IncidentId).Select(s => new SummaryState(s.Value.Version, s.Value.Status, s.Record.TimestampInMs))]);
}

/// <param name="Version">The state's version.</param>
/// <param name="Status">KILLED or ACTIVE.</param>
/// <param name="PublishedTs">When it was handed to the broker, Unix ms.</param>
public sealed record SummaryState(long Version, KillStatus Status, long PublishedTs);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    Converters = [typeof(StrictEnumConverter<KillStatus>)])]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
