using KillSwitch.Kafka.Reading;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Reading;

/// <summary>
/// Makes facts of records, one at a time, so that topics need not fit into memory: from a broker, an archive, a test. One use; one thread
/// at a time. Limits and prices come before orders, which are held against them. Each partition's records come in their order; partitions
/// may be mixed.
/// </summary>
public sealed class TopicFacts
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<long>> _starts;
    private readonly HeldAgainst _against;
    private readonly OrderFactsOf _orders;
    private readonly CopyFactsOf _gated = new();
    private readonly CopyFactsOf _rejected = new();
    private readonly AuditFactsOf _audit = new();
    private readonly List<StateFact> _states = [];
    private readonly List<CommandFact> _commands = [];
    private readonly List<RiskSignal> _signals = [];
    private readonly Dictionary<(string Topic, int Partition), long> _counts = [];
    private readonly List<TopicExtent> _extents = [];

    /// <param name="starts">By topic, where each partition ended when the run began; a topic that is not named began empty.</param>
    /// <param name="limits">What every order was held against; null for nothing.</param>
    public TopicFacts(IReadOnlyDictionary<string, IReadOnlyList<long>> starts, LimitsOfRun? limits = null)
    {
        _starts = starts;
        _against = new HeldAgainst(limits ?? LimitsOfRun.None);
        _orders = new OrderFactsOf(_against);
    }

    /// <summary>What commands and states are about, some of it more than once.</summary>
    public IEnumerable<Scope> Scopes => _commands.Select(c => c.Command.Scope).Concat(_states.Select(s => s.Scope).OfType<Scope>());

    /// <summary>Under which commands may have been handled: a kill that comes under an id used before gets one of its own.</summary>
    public IEnumerable<string> CmdIds => _commands.SelectMany(c => new[] { c.Command.CmdId, IncidentNames.OwnId(c.Command) });

    public void Take(string topic, TopicRecord record)
    {
        _counts[(topic, record.Partition)] = _counts.GetValueOrDefault((topic, record.Partition)) + 1;
        var isOfRun = record.Offset >= Start(topic, record.Partition);
        switch (topic)
        {
            case Topics.Limits: _against.TakeLimit(record); break;
            case Topics.Prices: _against.TakePrice(record); break;
            case Topics.Orders: _orders.Take(record, isOfRun); break;
            case Topics.GatedOrders when isOfRun: _gated.Take(record); break;
            case Topics.RejectedOrders when isOfRun: _rejected.Take(record); break;
            case Topics.Audit: _audit.Take(record, isOfRun); break;
            case Topics.State: _states.Add(StateFact.Of(record)); break;
            case Topics.Commands when record.As(ContractsJson.Default.Command) is { } command:
                var place = new Place(record.Partition, record.Offset);
                _commands.Add(new CommandFact(place, command, record.TimestampInMs, TraceId.Of(record)));
                break;
            case Topics.RiskSignals when isOfRun && record.As(ContractsJson.Default.RiskSignal) is { } signal: _signals.Add(signal); break;
        }
    }

    /// <summary>Notes how much of a topic there was, when all of its records have been taken.</summary>
    public void Close(string topic, IEnumerable<PartitionContents> partitions) => _extents.AddRange(partitions.Select(p =>
        new TopicExtent(topic, p.Partition, p.Low, p.End, _counts.GetValueOrDefault((topic, p.Partition)), Start(topic, p.Partition))));

    /// <summary>All of a topic that is in memory.</summary>
    public void Take(TopicContents contents)
    {
        foreach (var record in contents.Records)
            Take(contents.Topic, record);
        Close(contents.Topic, contents.Partitions);
    }

    /// <summary>What was taken, with what is not in topics.</summary>
    public RunFacts With(IReadOnlyList<ExecutionFact> executions, StoreContents store) => new()
    {
        Extents = _extents,
        Orders = _orders.Facts,
        Gated = [.. _gated.Facts.Where(IsAboutThisRun)],
        Rejected = [.. _rejected.Facts.Where(IsAboutThisRun)],
        // Of an earlier run's orders, decided again by whoever took over from it: that run's business.
        Decisions = [.. _audit.Decisions.Where(d => d.Source.Offset >= Start(Topics.Orders, d.Source.Partition))],
        Steps = _audit.Steps,
        UnreadableAudits = _audit.Unreadable,
        States = [.. _states.OrderBy(s => s.Place.Partition)],
        Commands = [.. _commands.OrderBy(c => c.Place.Partition)],
        Signals = _signals,
        Limits = _against.Changes,
        Executions = executions,
        Store = store,
    };

    private bool IsAboutThisRun(CopyFact copy) => copy.Source is not { } source || source.Offset >= Start(Topics.Orders, source.Partition);

    private long Start(string topic, int partition) =>
        _starts.TryGetValue(topic, out var offsets) && partition >= 0 && partition < offsets.Count ? offsets[partition] : 0;
}
