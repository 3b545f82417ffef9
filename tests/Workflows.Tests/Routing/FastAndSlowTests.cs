using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Orders;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>The way from bytes to bytes is written for speed: here it is held against one that is written to be read.</summary>
public sealed class FastAndSlowTests
{
    private const string Service = "router-1";
    private const long Now = 1767366002500;
    private const long RestoredAt = 1767366002100;

    private static readonly KillState[] States =
    [
        Kill(Scope.Account("12345"), "it is <too> fast & 'loud'"),
        Kill(Scope.Symbol("AAPL"), "plain"),
        Kill(Scope.Of(ScopeKind.Desk, "EQ-1"), "a desk"),
        Kill(Scope.Symbol("BRK.B+&"), "what JSON escapes"),
        Kill(Scope.Strategy("ALGO_X"), "é \"quoted\" \\ \u0001 😀"),
        Kill(Scope.Global, "all of it"),
        Active(Scope.Account("12345")),
        Active(Scope.Symbol("AAPL")),
        Active(Scope.Global),
    ];

    [Fact]
    public void TryParse_AnyOrder_AnswersAsTheSlowParser() =>
        Prop.ForAll(OrderTexts.Any, bytes =>
            {
                var (expected, code) = SlowOrderParser.Parse(bytes);
                var parsed = OrderParser.TryParse(bytes, out var order, out var refusal);
                // What breaks off is found by the one that reads on to it; what is wrong before that may be found first.
                return parsed
                    ? order == expected
                        && order!.Price?.ToString(CultureInfo.InvariantCulture) == expected!.Price?.ToString(CultureInfo.InvariantCulture)
                    : expected is null && (refusal!.Code == code || code == RefusalCode.OrderNotJson);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void TryParse_AnyOrder_ReadsEnoughOfThemForTheComparisonToMeanSomething()
    {
        var orders = OrderTexts.Any.Generator.Sample(1000);

        var read = orders.Count(bytes => OrderParser.TryParse(bytes, out _, out _));

        Assert.InRange((double)read / orders.Length, 0.2, 0.95);
    }

    [Fact]
    public void Decide_AnyOrderAndKills_WritesTheBytesTheSerializerWrites()
    {
        var published = Gen.Elements(States).ListOf();
        var sent = Gen.Elements(RestoredAt - 1, RestoredAt, RestoredAt + 1);
        Prop.ForAll(OrderTexts.Any, published.ToArbitrary(), sent.ToArbitrary(), (bytes, kills, sentInMs) =>
            {
                var fold = new KillStateFold(TimeProvider.System, _ => { });
                foreach (var kill in kills)
                    fold.Apply(
                        0,
                        0,
                        Encoding.UTF8.GetBytes(kill.Scope.ToString()),
                        JsonSerializer.SerializeToUtf8Bytes(kill, ContractsJson.Default.KillState),
                        RestoredAt
                    );
                var context = new DecisionContext(fold.View([7, 0, 12]), Service, Now);
                var source = new OrderSource(1, 42);

            var routed = DecisionCore.Decide(5, bytes, sentInMs, source, context, OrderChecks.None, new AuditJson());

            // Of one version, the first published counts.
            var expected = Expected(bytes, [.. kills.DistinctBy(k => k.Scope)], sentInMs, source);
            return routed.Decision == expected.Decision
                && routed.Audit.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(expected, ContractsJson.Default.DecisionAudit))
                && Encoding.UTF8.GetString(routed.AuditKey) == (expected.AccountId is null ? source.AsId : expected.OrderId);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static DecisionAudit Expected(byte[] bytes, KillState[] states, long sentInMs, OrderSource source)
    {
        long[] offsets = [7, 0, 12];
        if (!OrderParser.TryParse(bytes, out var order, out var refusal))
        {
            var shown = RefusedOrder.IdInJson(bytes) is { IsEmpty: false } id
                ? JsonSerializer.Deserialize<string>([(byte)'"', .. id, (byte)'"'])
                : null;
            return Refused(refusal.Code, refusal.Message, shown, source, offsets);
        }
        Scope?[] its =
        [
            Scope.Global,
            Of(ScopeKind.Firm, order.Firm),
            Of(ScopeKind.Venue, order.Venue),
            Of(ScopeKind.Desk, order.Desk),
            Of(ScopeKind.Trader, order.Trader),
            Scope.Account(order.AccountId),
            .. new[] { order.Symbol, order.Underlying, SymbolName.OptionRoot(order.Symbol) }
                .Distinct()
                .Select(s => Of(ScopeKind.Symbol, s)),
            Scope.Strategy(order.Strategy),
        ];
        var about = its.SelectMany(scope => states.Where(s => s.Scope == scope)).ToList();
        var kills = about.Where(s => s.Status == KillStatus.Killed).ToList();
        var matched = kills.Count > 0 || sentInMs > RestoredAt ? kills : about;
        var first = matched.FirstOrDefault();
        OrderAction? action = order.Action == OrderAction.New ? null : order.Action;
        if (order.Action == OrderAction.Cancel)
            return new DecisionAudit(
                Now, Decision.Allow, [.. matched.Select(s => s.Scope)], first?.Status ?? KillStatus.Active,
                "a cancel passes whatever is killed", order.OrderId, Service, source.Partition, source.Offset, offsets,
                order.OrderId, order.AccountId, order.Symbol, Action: action, OrigOrderId: order.OrigOrderId);
        if (order.Price is null)
            return Refused(RefusalCode.OrderUnpriced, Unpriced(order), order.OrderId, source, offsets) with
            {
                CorrId = order.OrderId,
                AccountId = order.AccountId,
                Symbol = order.Symbol,
                Action = action,
                OrigOrderId = order.OrigOrderId,
            };
        return new DecisionAudit(
            Now, first is null ? Decision.Allow : Decision.Drop, [.. matched.Select(s => s.Scope)], first?.Status ?? KillStatus.Active,
            Reason(first, sentInMs), first?.CorrId ?? order.OrderId, Service, source.Partition, source.Offset, offsets,
            order.OrderId, order.AccountId, order.Symbol, first?.LastCmdId, first?.IncidentId, first?.Version,
            Notional: first is null ? null : order.Notional,
            IncidentIds: matched.Count > 1 ? [.. matched.Select(s => s.IncidentId)] : null,
            Action: action, OrigOrderId: order.OrigOrderId);
    }

    private static Scope? Of(ScopeKind kind, string? value) => value is null ? null : Scope.Of(kind, value);

    private static string Unpriced(Order order) =>
        $"'price' is missing, as a {(order.OrderType == OrderType.Market ? "MARKET" : "STOP")} order has none, and {order.Symbol} has no reference price in prices.v1, so nobody can say what it is worth. Publish one, send a limit, or have the routers pass orders without a price.";

    private static DecisionAudit Refused(RefusalCode code, string why, string? orderId, OrderSource source, long[] offsets) => new(
        Now, Decision.Reject, [], KillStatus.Active, why, source.AsId, Service, source.Partition, source.Offset, offsets,
        OrderId: orderId, RefusalCode: ((int)code).ToString(CultureInfo.InvariantCulture));

    private static string Reason(KillState? first, long sentInMs) => first switch
    {
        null => "no kill matches",
        { Status: KillStatus.Killed } => first.Reason,
        _ => $"it was sent before trading in {first.Scope} was restored: sent at {Time(sentInMs)}, restored at {Time(RestoredAt)} (times of the broker)",
    };

    private static string Time(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static KillState Active(Scope scope) => Kill(scope, "over") with { Status = KillStatus.Active };

    private static KillState Kill(Scope scope, string reason) =>
        new KillState
        {
            Scope = scope,
            Status = KillStatus.Killed,
            Version = 9,
            IncidentId = $"inc-<{scope.Kind}>",
            Causes = ["cmd-1"],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = reason,
            LastCmdId = $"cmd-{reason}",
            CorrId = "corr-é",
        };
}
