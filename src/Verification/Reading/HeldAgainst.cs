using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Reading;

/// <summary>What orders were held against at each moment of a run: the limits that routers began with, as records changed them, and prices.
/// </summary>
/// <param name="run">What routers began with.</param>
internal sealed class HeldAgainst(LimitsOfRun run)
{
    private readonly List<TopicRecord> _limits = [];
    private readonly Dictionary<string, (int Records, long LatestInMs)> _prices = new(StringComparer.Ordinal);
    private List<(long AtInMs, LimitTable Table)>? _tables;
    private readonly List<LimitFact> _changes = [];

    /// <summary>The latest of each symbol.</summary>
    public ReferencePrices Prices { get; } = new(_ => { });

    public bool Replays => run.Replays;

    public bool PassUnpriced => run.PassUnpriced;

    /// <summary>All limits that there have been, oldest first.</summary>
    public IReadOnlyList<LimitTable> Tables => [.. Timeline().Select(t => t.Table)];

    /// <summary>What was changed, in the order of time.</summary>
    public IReadOnlyList<LimitFact> Changes => Timeline().Count > 0 ? _changes : [];

    /// <summary>Takes a record of <c>limits.v1</c>, before any of the orders.</summary>
    public void TakeLimit(TopicRecord record) => _limits.Add(record);

    /// <summary>Takes a record of <c>prices.v1</c>, before any of the orders.</summary>
    public void TakePrice(TopicRecord record)
    {
        Prices.Apply(record.Key, record.Value, record.TimestampInMs);
        var symbol = SymbolOf(record.Key);
        var before = _prices.GetValueOrDefault(symbol);
        _prices[symbol] = (before.Records + 1, Math.Max(before.LatestInMs, record.TimestampInMs));
    }

    /// <summary>What every order that came then was held against, or what came after that while it was being decided.</summary>
    public LimitTable At(long sentInMs) => Timeline().FindLast(t => t.AtInMs <= sentInMs).Table ?? run.Limits;

    /// <summary>
    /// Whether a symbol's price may have been another one when an order was decided: it changed, or came only after the order. Which one
    /// was known at that moment stands nowhere.
    /// </summary>
    public bool PriceMayHaveBeenAnother(ReadOnlySpan<byte> symbol, long sentInMs) =>
        _prices.TryGetValue(SymbolOf(symbol), out var price) && (price.Records > 1 || price.LatestInMs > sentInMs);

    private List<(long AtInMs, LimitTable Table)> Timeline()
    {
        if (_tables is not null)
            return _tables;
        var fold = new LimitsFold(run.Limits, TimeProvider.System, _ => { });
        _tables = [(long.MinValue, run.Limits)];
        foreach (var record in _limits.OrderBy(r => r.TimestampInMs))
        {
            var before = _tables[^1].Table;
            fold.Apply(record.Partition, record.Offset, record.Key, record.Value);
            _tables.Add((record.TimestampInMs, fold.View()));
            var state = record.As(ContractsJson.Default.LimitState);
            var isLooser = state is not null && IsLooser(Of(before, state), Of(fold.View(), state));
            _changes.Add(new LimitFact(new Place(record.Partition, record.Offset), record.TimestampInMs, state, isLooser));
        }
        return _tables;
    }

    private static LimitLine? Of(LimitTable table, LimitState state) =>
        LimitRules.Named(state.Rule) is { } rule && table.All.FirstOrDefault(owned => owned.Owner == state.Owner)?.Limits[rule] is { } value
            ? new LimitLine(state.Owner, rule, value)
            : null;

    private static bool IsLooser(LimitLine? before, LimitLine? after) =>
        before is not null && (after is null || before.IsTighterThan(after));

    private static string SymbolOf(ReadOnlySpan<byte> symbol) => SymbolName.IsValid(symbol)
        ? Encoding.ASCII.GetString(SymbolName.Normalised(symbol))
        : "";
}
