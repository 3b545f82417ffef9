using System.Text;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Reading;

/// <summary>Facts of <c>orders.v1</c>.</summary>
/// <param name="against">What orders were held against.</param>
internal sealed class OrderFactsOf(HeldAgainst against)
{
    private readonly List<PartitionChecks> _checks = [];
    private readonly List<List<OrderFact>> _partitions = [];
    private readonly Dictionary<Order, Scope[]> _scopes = [];

    public OrderFacts Facts => new(_partitions);

    /// <param name="record">The next one of its partition.</param>
    /// <param name="isOfRun">Whether it is a fact of the run, or only counts for what comes after it.</param>
    public void Take(TopicRecord record, bool isOfRun)
    {
        while (_partitions.Count <= record.Partition)
        {
            _partitions.Add([]);
            _checks.Add(
                new PartitionChecks(
                    against.At(long.MinValue),
                    against.Prices,
                    against.Replays,
                    against.PassUnpriced,
                    alsoRemembering: against.Tables
                )
            );
        }
        var checks = _checks[record.Partition];
        if (!checks.TryUse(against.At(record.TimestampInMs), against.Prices))
            throw new InvalidOperationException("Checks that remember for all limits of a run do not for one of them.");
        var breaks = checks.Judge(OrderRecord.Of(record));
        if (isOfRun)
            _partitions[record.Partition].Add(Of(record) with { Breaks = breaks is { } rule ? LimitRules.NameOf(rule) : null });
    }

    private OrderFact Of(TopicRecord record)
    {
        var (key, value, trace) = (Fingerprint.Of(record.Key), Fingerprint.Of(record.Value), TraceId.Of(record));
        if ((record.Key?.Length ?? 0) <= DecisionCore.MaxKeyBytes && OrderParser.TryParse(record.Value, out var order, out _))
            return new OrderFact(record.Offset, key, value, value, order.OrderId, ScopesFor(order), record.TimestampInMs, trace)
            {
                PriceInDoubt = against.PriceMayHaveBeenAnother(Encoding.ASCII.GetBytes(order.Symbol), record.TimestampInMs),
            };
        var kept = record.Value is { Length: > OutputLimits.MostKeptBytes } whole
            ? Fingerprint.Of(whole[..OutputLimits.MostKeptBytes])
            : value;
        return new OrderFact(record.Offset, key, kept, value, null, [], record.TimestampInMs, trace);
    }

    private Scope[] ScopesFor(Order order)
    {
        // All that scopes depend on, and nothing else of it.
        var of = new Order("", 0, order.AccountId, order.Symbol, null, 0, null, order.Strategy)
        {
            Action = order.Action == OrderAction.Cancel ? OrderAction.Cancel : OrderAction.New,
            Underlying = order.Underlying,
            Firm = order.Firm,
            Venue = order.Venue,
            Desk = order.Desk,
            Trader = order.Trader,
        };
        if (!_scopes.TryGetValue(of, out var scopes))
            _scopes[of] = scopes = ScopesOf.Order(order);
        return scopes;
    }
}
