using System.Text.Json;
using System.Text.Json.Serialization;
using KillSwitch.Verification;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Measures;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Local.Demo;

/// <summary>What <c>--summary</c> writes: what the terminal says, for programs.</summary>
/// <param name="Scenario">Which scenario was played.</param>
/// <param name="Counts">Records, counted in the topics.</param>
/// <param name="LatencyMs">How long a kill took.</param>
/// <param name="Promises">Whether each was kept.</param>
/// <param name="Incidents">The run's incidents.</param>
/// <param name="Versions">What ran, by name: <c>killswitch</c>, <c>dotnet</c>, <c>librdkafka</c>, <c>broker</c>.</param>
internal sealed record Summary(
    string Scenario,
    Counts Counts,
    Latencies LatencyMs,
    IReadOnlyList<SummaryPromise> Promises,
    IReadOnlyList<SummaryIncident> Incidents,
    IReadOnlyDictionary<string, string> Versions)
{
    public static Summary Of(
        string scenario, VerificationReport report, RunFacts facts, IReadOnlyDictionary<string, string> versions) => new(
        scenario,
        report.Counts,
        report.LatencyMs,
        [.. report.Promises.Select(SummaryPromise.Of)],
        [.. facts.Store.Incidents.Values.Select(i => SummaryIncident.Of(i, facts))],
        versions);

    public string ToJson() => JsonSerializer.Serialize(this, SummaryJson.Default.Summary);
}

/// <param name="Name">The promise, in a sentence.</param>
/// <param name="Held">Nothing speaks against it. What cannot be proven has not held.</param>
/// <param name="Checked">How many records were looked at.</param>
/// <param name="Evidence">What was found; of what is wrong, the first few.</param>
internal sealed record SummaryPromise(string Name, bool Held, long Checked, string Evidence)
{
    public static SummaryPromise Of(PromiseResult result) => new(result.Name, result.Held, result.Checked, result.InWords());
}

/// <param name="IncidentId">The incident.</param>
/// <param name="Scope">What was killed.</param>
/// <param name="Phase">Where it stands: <c>CLOSED</c> once trading is restored.</param>
/// <param name="ExecutionArn">Its execution; null until its first step has run.</param>
/// <param name="Causes">The kills, oldest first.</param>
/// <param name="StateVersions">What was published of it, in the order of the topic.</param>
internal sealed record SummaryIncident(
    string IncidentId,
    string Scope,
    IncidentPhase Phase,
    string? ExecutionArn,
    IReadOnlyList<string> Causes,
    IReadOnlyList<SummaryState> StateVersions)
{
    public static SummaryIncident Of(Incident incident, RunFacts facts) => new(
        incident.IncidentId,
        incident.Scope.ToString(),
        incident.Phase,
        incident.ExecutionArn,
        [.. incident.Causes.Select(c => c.CmdId)],
        [
            .. facts.States.Where(s => s.State?.IncidentId == incident.IncidentId)
                .Select(s => new SummaryState(s.State!.Version, s.State.Status, s.PublishedInMs)),
        ]);
}

/// <param name="Version">The state's version.</param>
/// <param name="Status">KILLED or ACTIVE.</param>
/// <param name="PublishedTs">When it was handed to the broker, Unix ms.</param>
internal sealed record SummaryState(long Version, KillStatus Status, long PublishedTs);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    Converters = [typeof(StrictEnumConverter<KillStatus>), typeof(StrictEnumConverter<IncidentPhase>)])]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
