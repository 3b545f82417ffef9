using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Routing;

/// <summary>What is done with one order, and the audit of it: from bytes to bytes, as every order passes here.</summary>
public static class DecisionCore
{
    /// <summary>The longest key, in bytes. It should be the account.</summary>
    public const int MaxKeyBytes = 1024;

    /// <summary>
    /// Decides one record of <c>orders.v1</c>: limits first, then kills. The same bytes, place, context and records before it give the same
    /// answer. Never throws.
    /// </summary>
    /// <param name="keyLength">Bytes of the record's key, which is passed on as it is.</param>
    /// <param name="value">The record's value; empty where it has none.</param>
    /// <param name="sentInMs">The record's time, Unix ms: of what the broker took before a scope was restored, none passes.</param>
    /// <param name="source">Where the record stands.</param>
    /// <param name="context">What is killed, and who decides when.</param>
    /// <param name="checks">The limits that orders of this partition are held against, and what it brought before; takes note of it.
    /// </param>
    /// <param name="audits">Writes the audit.</param>
    public static RoutedOrder Decide(
        int keyLength,
        ReadOnlySpan<byte> value,
        long sentInMs,
        OrderSource source,
        DecisionContext context,
        OrderChecks checks,
        AuditJson audits
    )
    {
        if (keyLength > MaxKeyBytes)
            return Rejected(
                new Refusal(
                    RefusalCode.OrderTooLarge,
                    $"The record's key has {keyLength} bytes; at most {MaxKeyBytes} are passed on. Send the account as key."
                ),
                value,
                source,
                context,
                audits
            );
        if (!OrderParser.TryRead(value, out var order, out var refusal))
            return Rejected(refusal, value, source, context, audits);
        var matches = context.View.Match(order, sentInMs);
        if (order.Action == OrderAction.Cancel)
            return new RoutedOrder(Decision.Allow, order.OrderId.ToArray(), audits.Cancel(order, matches, source, context));
        if (checks.Check(ref order, sentInMs) is { } broken)
            return Refused(order, broken.Refusal, broken, source, context, audits);
        if (!order.HasWorth && !context.PassUnpriced)
            return Refused(order, WithoutWorth(order, checks.WhyWithoutWorth(order, sentInMs)), broken: null, source, context, audits);
        return matches.First is null
            ? new RoutedOrder(Decision.Allow, order.OrderId.ToArray(), audits.Allow(order, source, context))
            : new RoutedOrder(Decision.Drop, order.OrderId.ToArray(), audits.Drop(order, matches, sentInMs, source, context));
    }

    /// <summary>Holds an order back that no kill is known to stop and that must not pass all the same.</summary>
    public static RoutedOrder Withhold(
        ReadOnlySpan<byte> value,
        string reason,
        OrderSource source,
        DecisionContext context,
        AuditJson audits
    ) =>
        OrderParser.TryRead(value, out var order, out var refusal)
            ? new RoutedOrder(Decision.Drop, order.OrderId.ToArray(), audits.Withhold(order, reason, source, context))
            : Rejected(refusal, value, source, context, audits);

    private static RoutedOrder Refused(
        in OrderInPlace order,
        Refusal refusal,
        BrokenLimit? broken,
        OrderSource source,
        DecisionContext context,
        AuditJson audits
    ) => new(Decision.Reject, order.OrderId.ToArray(), audits.Reject(order, refusal, broken, source, context), refusal.Code);

    private static Refusal WithoutWorth(in OrderInPlace order, string why) => order.Price is null && order.ReferencePrice is null
        ? new Refusal(
            RefusalCode.OrderUnpriced,
            $"'price' is missing, as a {OrderWords<OrderType>.Of(order.OrderType)} order has none, and {why}, so nobody can say what it is worth. Publish one, send a limit, or have the routers pass orders without a price."
        )
        : new Refusal(
            RefusalCode.OrderRateUnknown,
            $"Its prices are in {Encoding.ASCII.GetString(order.Currency)}, and {why}, so nobody can say what it is worth in dollars. Publish one, or have the routers pass orders without a price."
        );

    private static RoutedOrder Rejected(
        Refusal refusal,
        ReadOnlySpan<byte> value,
        OrderSource source,
        DecisionContext context,
        AuditJson audits
    )
    {
        var place = Encoding.UTF8.GetBytes(source.AsId);
        var audit = audits.Reject(refusal, place, RefusedOrder.IdInJson(value), source, context);
        return new RoutedOrder(Decision.Reject, place, audit, refusal.Code);
    }
}
