using System.Globalization;
using KillSwitch.Kafka.Reading;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Reading;

/// <summary>Facts of <c>audit.v1</c>.</summary>
internal sealed class AuditFactsOf
{
    /// <summary>Orders whose worth nobody could tell, by code; they break no limit.</summary>
    private static readonly Dictionary<string, string> s_withoutWorth = new RefusalCode[]
    {
        RefusalCode.OrderUnpriced, RefusalCode.OrderRateUnknown,
    }.ToDictionary(code => ((int)code).ToString(CultureInfo.InvariantCulture), code => code.ToString());

    private readonly List<DecisionFact> _decisions = [];
    private readonly List<StepFact> _steps = [];
    private readonly SharedValues<string> _services = new();
    private readonly SharedValues<NamedKill> _kills = new();
    private readonly Dictionary<int, IReadOnlyList<long>> _offsets = [];

    public IEnumerable<DecisionFact> Decisions => _decisions.OrderBy(d => d.Place.Partition);

    public List<StepFact> Steps => [.. _steps.OrderBy(s => s.Place.Partition)];

    public List<Place> Unreadable { get; } = [];

    /// <param name="record">Of the audit.</param>
    /// <param name="isOfRun">Of what was before, only steps are kept.</param>
    public void Take(TopicRecord record, bool isOfRun)
    {
        var place = new Place(record.Partition, record.Offset);
        if (record.As(ContractsJson.Default.DecisionAudit) is { } decision)
        {
            if (isOfRun)
                _decisions.Add(Of(place, decision));
        }
        else if (record.As(ContractsJson.Default.StepAudit) is { } step)
        {
            _steps.Add(new StepFact(place, step));
        }
        else if (isOfRun)
        {
            Unreadable.Add(place);
        }
    }

    private DecisionFact Of(Place place, DecisionAudit decision)
    {
        if (!_offsets.TryGetValue(place.Partition, out var offsets) || !offsets.SequenceEqual(decision.StateOffsets))
            _offsets[place.Partition] = offsets = decision.StateOffsets;
        return new DecisionFact(
            place,
            new OrderSource(decision.SourcePartition, decision.SourceOffset),
            decision.Decision,
            decision.KillswitchStatus,
            decision.ScopeMatches.Count == 0 ? [] : decision.ScopeMatches,
            decision.OrderId,
            _services.Share(decision.Service),
            offsets,
            decision.Decision == Decision.Drop ? KillOf(decision) : null,
            decision.Ts,
            RefusedFor(decision));
    }

    private static string? RefusedFor(DecisionAudit decision) =>
        decision.Rule ?? (decision.RefusalCode is { } code ? s_withoutWorth.GetValueOrDefault(code) : null);

    /// <summary>Of an order sent before a restore, the reason is that order's alone.</summary>
    private NamedKill KillOf(DecisionAudit drop)
    {
        var isShared = drop.KillswitchStatus == KillStatus.Killed || drop.ScopeMatches.Count == 0;
        return _kills.Share(new NamedKill(drop.CmdId, drop.IncidentId, drop.StateVersion, isShared ? drop.Reason : ""));
    }
}
