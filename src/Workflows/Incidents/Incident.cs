using System.Text.Json.Serialization;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>One incident of one scope, from its first kill to restored trading.</summary>
public sealed record Incident
{
    /// <summary><c>inc-</c> and 16 hex digits, derived from scope and first command.</summary>
    public required string IncidentId { get; init; }

    public required Scope Scope { get; init; }

    public required IncidentPhase Phase { get; init; }

    /// <summary>Unix ms.</summary>
    public required long OpenedTs { get; init; }

    /// <summary>Unix ms; null while it is open.</summary>
    public long? ClosedTs { get; init; }

    /// <summary>1, and one more for every execution that had to take over from one that ended early.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Name of the execution that carries it, see <see cref="IncidentNames"/>.</summary>
    public required string ExecutionName { get; init; }

    /// <summary>Null until its first step has run.</summary>
    public string? ExecutionArn { get; init; }

    /// <summary>Kills gathered so far: the number of the latest cause.</summary>
    public required long CauseCount { get; init; }

    /// <summary>Oldest first; the first one and the latest 49.</summary>
    public required IReadOnlyList<Cause> Causes { get; init; }

    /// <summary>Requests so far: the number of the latest.</summary>
    public int RequestCount { get; init; }

    /// <summary>Oldest first; the latest 10.</summary>
    public IReadOnlyList<UnkillRequest> Requests { get; init; } = [];

    /// <summary>What people said of it, oldest first; the first one and the latest 39.</summary>
    public IReadOnlyList<IncidentNote> Notes { get; init; } = [];

    /// <summary>The last KILLED that was given a version.</summary>
    public Publication? Killed { get; init; }

    /// <summary>
    /// The first KILLED that the topic acknowledged since the scope last traded. Null before, and from the moment ACTIVE is given a
    /// version: the topic may have that before anybody hears of it.
    /// </summary>
    public KillInForce? InForce { get; init; }

    /// <summary>When a KILLED of it was first known to be in the topic, Unix ms; it stays when trading is restored.</summary>
    public long? FirstInForceTs { get; init; }

    /// <summary>The ACTIVE that was given a version, once restoring began; gone again when a further kill arrives.</summary>
    public Publication? Restored { get; init; }

    /// <summary>The task that waits for people, or waited last.</summary>
    public TaskWait? Wait { get; init; }

    /// <summary>How often people were reminded that nobody asks for an unkill.</summary>
    public int Escalations { get; init; }

    /// <summary>When the last reminder was due, Unix ms: a reminder sent again after a crash counts once.</summary>
    public long? LastEscalationTs { get; init; }

    /// <summary>Whether routers hold the scope back for it, as far as is known.</summary>
    [JsonIgnore]
    public Enforcement Enforcement =>
        !IsOpen || Restored is { ConfirmedTs: not null } ? Enforcement.Restored
        : Restored is not null ? Enforcement.Restoring
        : InForce is not null ? Enforcement.InForce
        : Enforcement.Commanded;

    [JsonIgnore]
    public bool IsOpen => Phase != IncidentPhase.Closed;

    /// <summary>The request that is asked, pending, or approved and being carried out; null where there is none.</summary>
    [JsonIgnore]
    public UnkillRequest? CurrentRequest =>
        Requests is [.., { Status: RequestStatus.Requested or RequestStatus.Pending or RequestStatus.Approved } latest] ? latest : null;

    /// <summary>Whether a kill was accepted that no published or allocated KILLED accounts for yet.</summary>
    [JsonIgnore]
    public bool HasUnpublishedCause => CauseCount > (Killed?.CausesThrough ?? 0);

    public UnkillRequest? FindRequest(int number) => Requests.FirstOrDefault(request => request.Number == number);

    [JsonIgnore]
    public Cause FirstCause => Causes[0];

    [JsonIgnore]
    public Cause LatestCause => Causes[^1];
}
