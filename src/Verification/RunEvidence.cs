using System.Text.Json;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Verification;

/// <summary>All that a run left behind, and nothing that the system says about itself.</summary>
public sealed record RunEvidence
{
    /// <summary>Each topic of the contract, whole, read committed, after the last order was decided.</summary>
    public required IReadOnlyDictionary<string, TopicContents> Topics { get; init; }

    /// <summary>By topic, where each partition ended when the run began; a topic that is not named began empty.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Starts { get; init; } = new Dictionary<string, IReadOnlyList<long>>();

    public required IReadOnlyList<ExecutionEvidence> Executions { get; init; }

    /// <summary>As the operator API shows them.</summary>
    public required IReadOnlyList<IncidentView> Incidents { get; init; }

    public required Expectations Expected { get; init; }

    /// <summary>For <see cref="Starts"/>: where a topic ends now.</summary>
    public static IReadOnlyList<long> EndsOf(TopicContents contents) => [.. contents.Partitions.OrderBy(p => p.Partition).Select(p => p.End)];
}

/// <summary>One execution of the incident's state machine.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Status">As DescribeExecution says: <c>RUNNING</c>, <c>SUCCEEDED</c> and so on.</param>
/// <param name="Events">The <c>events</c> array of GetExecutionHistory, all pages, oldest first.</param>
public sealed record ExecutionEvidence(string Arn, string Status, JsonElement Events);

/// <summary>What the run was meant to show. A promise that had nothing to prove itself on has held only where nothing was expected.</summary>
/// <param name="Orders">Orders were sent.</param>
/// <param name="Kill">Something was to be killed, and orders dropped.</param>
/// <param name="DetectedKill">The detector was to command it.</param>
/// <param name="Restore">The scope was to be restored.</param>
/// <param name="SelfApproval">Somebody was to try to approve a request of their own.</param>
/// <param name="Malformed">Records that are no orders were sent.</param>
/// <param name="Quiet">Nothing was to be killed: a kill is a false alarm.</param>
/// <param name="LetThrough">Some of the orders were to be let through. Of a user's own orders that is not known: a kill can be there before the first is decided.</param>
public sealed record Expectations(
    bool Orders = true, bool Kill = false, bool DetectedKill = false, bool Restore = false, bool SelfApproval = false, bool Malformed = false, bool Quiet = false, bool LetThrough = true);
