using System.Globalization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>What is done with one order, and the audit of it.</summary>
public static class RoutingDecision
{
    /// <summary>The reason in the audit of an order that passed.</summary>
    public const string Allowed = "no kill matches";

    /// <summary>The longest key, in bytes. It should be the account.</summary>
    public const int MaxKeyBytes = 1024;

    /// <summary>Decides one record of <c>orders.v1</c>. Pure: the same bytes, view and time give the same audit. Never throws.</summary>
    /// <param name="keyLength">Bytes of the record's key, which is passed on as it is.</param>
    /// <param name="value">The record's value; empty where it has none.</param>
    /// <param name="source">Where the record stands.</param>
    /// <param name="view">What is killed.</param>
    /// <param name="service">Which router decides.</param>
    /// <param name="nowInMs">When, Unix ms.</param>
    public static DecisionAudit Decide(int keyLength, ReadOnlySpan<byte> value, OrderSource source, KillStateView view, string service, long nowInMs)
    {
        if (keyLength > MaxKeyBytes)
            return Rejected(new Refusal(RefusalCode.OrderTooLarge, $"The record's key has {keyLength} bytes; at most {MaxKeyBytes} are passed on. Send the account as key."), source, service, nowInMs, view.Offsets);
        if (!OrderParser.TryParse(value, out var order, out var refusal))
            return Rejected(refusal, source, service, nowInMs, view.Offsets);
        var matches = view.Match(order);
        return matches.Count == 0
            ? Allow(order, source, service, nowInMs, view.Offsets)
            : Drop(order, matches, source, service, nowInMs, view.Offsets);
    }

    /// <summary>The audit of an order that passes.</summary>
    public static DecisionAudit Allow(Order order, OrderSource source, string service, long ts, IReadOnlyList<long> stateOffsets) =>
        new(ts, Decision.Allow, [], KillStatus.Active, Allowed, order.OrderId, service, source.Partition, source.Offset, stateOffsets,
            order.OrderId, order.AccountId, order.Symbol);

    /// <summary>The audit of an order that a kill holds back.</summary>
    /// <param name="order">The order.</param>
    /// <param name="matches">At least one, widest first.</param>
    /// <param name="source">Where it stands.</param>
    /// <param name="service">Which router decides.</param>
    /// <param name="ts">When, Unix ms.</param>
    /// <param name="stateOffsets">As of which state.</param>
    public static DecisionAudit Drop(Order order, IReadOnlyList<KillMatch> matches, OrderSource source, string service, long ts, IReadOnlyList<long> stateOffsets)
    {
        var first = matches[0];
        var scopes = new Scope[matches.Count];
        for (var i = 0; i < scopes.Length; i++)
            scopes[i] = matches[i].Scope;
        return new(ts, Decision.Drop, scopes, KillStatus.Killed, first.Reason, first.CorrId ?? order.OrderId, service, source.Partition, source.Offset, stateOffsets,
            order.OrderId, order.AccountId, order.Symbol, first.CmdId, first.IncidentId, first.Version);
    }

    /// <summary>The audit of an order that no kill is known to hold back and that must not pass all the same.</summary>
    public static DecisionAudit Withhold(Order order, string reason, OrderSource source, string service, long ts, IReadOnlyList<long> stateOffsets) =>
        new(ts, Decision.Drop, [], KillStatus.Active, reason, order.OrderId, service, source.Partition, source.Offset, stateOffsets,
            order.OrderId, order.AccountId, order.Symbol);

    /// <summary>The audit of what is no order.</summary>
    public static DecisionAudit Rejected(Refusal refusal, OrderSource source, string service, long ts, IReadOnlyList<long> stateOffsets) =>
        new(ts, Decision.Reject, [], KillStatus.Active, refusal.Message, source.AsId, service, source.Partition, source.Offset, stateOffsets,
            RefusalCode: ((int)refusal.Code).ToString(CultureInfo.InvariantCulture));
}
