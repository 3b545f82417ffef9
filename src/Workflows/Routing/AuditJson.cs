using System.Buffers.Text;
using System.Globalization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// Writes audits of decisions as JSON: byte for byte what the serializer makes of a <see cref="DecisionAudit"/>, which a test
/// holds it to, without making one. One thread at a time: the buffer is used again and again.
/// </summary>
public sealed class AuditJson
{
    /// <summary>The longest number, with its sign.</summary>
    private const int MaxDigits = 20;

    /// <summary>The longest decimal: 29 digits, a sign, a point and a zero before it.</summary>
    private const int MaxDecimalLength = 32;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int TimeLength = 24;

    private static readonly long s_firstTime = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long s_lastTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private byte[] _buffer = new byte[1024];
    private int _length;

    internal byte[] Allow(in OrderInPlace order, OrderSource source, DecisionContext context)
    {
        Begin(context);
        Append(
            ",\"decision\":\"ALLOW\",\"scope_matches\":[],\"killswitch_status\":\"ACTIVE\",\"reason\":\"no kill matches\",\"corr_id\":\""u8
        );
        Append(order.OrderIdInJson);
        AppendWhere(source, context);
        AppendOrder(order);
        AppendAction(order);
        AppendReference(order);
        return End(context);
    }

    /// <summary>An order is taken back, whatever holds back others of its scopes.</summary>
    internal byte[] Cancel(in OrderInPlace order, in KillMatches matches, OrderSource source, DecisionContext context)
    {
        Begin(context);
        Append(",\"decision\":\"ALLOW\",\"scope_matches\":["u8);
        AppendScopes(matches);
        Append("],\"killswitch_status\":\""u8);
        Append(matches.First is { IsKill: true } ? "KILLED"u8 : "ACTIVE"u8);
        Append("\",\"reason\":\"a cancel passes whatever is killed\",\"corr_id\":\""u8);
        Append(order.OrderIdInJson);
        AppendWhere(source, context);
        AppendOrder(order);
        AppendAction(order);
        return End(context);
    }

    internal byte[] Drop(in OrderInPlace order, in KillMatches matches, long sentInMs, OrderSource source, DecisionContext context)
    {
        var first = matches.First!;
        Begin(context);
        Append(",\"decision\":\"DROP\",\"scope_matches\":["u8);
        AppendScopes(matches);
        if (first.IsKill)
        {
            Append("],\"killswitch_status\":\"KILLED\",\"reason\":\""u8);
            Append(first.ReasonInJson);
        }
        else
        {
            Append("],\"killswitch_status\":\"ACTIVE\",\"reason\":\""u8);
            AppendSentBefore(first, sentInMs);
        }
        Append("\",\"corr_id\":\""u8);
        Append(first.IsKnown ? first.CorrIdInJson : order.OrderIdInJson);
        AppendWhere(source, context);
        AppendOrder(order);
        if (first.IsKnown)
        {
            Append(",\"cmd_id\":\""u8);
            Append(first.CmdIdInJson);
            Append("\",\"incident_id\":\""u8);
            Append(first.IncidentIdInJson);
            Append("\",\"state_version\":"u8);
            Append(first.Version);
        }
        AppendNotional(order);
        AppendIncidents(matches);
        AppendAction(order);
        AppendReference(order);
        return End(context);
    }

    internal byte[] Withhold(in OrderInPlace order, string reason, OrderSource source, DecisionContext context)
    {
        Begin(context);
        Append(",\"decision\":\"DROP\",\"scope_matches\":[],\"killswitch_status\":\"ACTIVE\",\"reason\":\""u8);
        Append(JsonText.Escape(reason));
        Append("\",\"corr_id\":\""u8);
        Append(order.OrderIdInJson);
        AppendWhere(source, context);
        AppendOrder(order);
        AppendNotional(order);
        AppendAction(order);
        return End(context);
    }

    /// <param name="refusal">Why.</param>
    /// <param name="corrId">What stands for an order.</param>
    /// <param name="orderIdInJson">Which order the bytes speak of; empty where they do not say.</param>
    /// <param name="source">Where they stand.</param>
    /// <param name="context">Who decides when.</param>
    internal byte[] Reject(
        Refusals.Refusal refusal,
        ReadOnlySpan<byte> corrId,
        ReadOnlySpan<byte> orderIdInJson,
        OrderSource source,
        DecisionContext context
    )
    {
        BeginReject(refusal, corrId, source, context);
        if (!orderIdInJson.IsEmpty)
        {
            Append(",\"order_id\":\""u8);
            Append(orderIdInJson);
            Append("\""u8);
        }
        AppendCode(refusal);
        return End(context);
    }

    /// <summary>An order that is refused for what it asks.</summary>
    /// <param name="order">The order.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="broken">The limit that it breaks; null where it has no price.</param>
    /// <param name="source">Where it stands.</param>
    /// <param name="context">Who decides when.</param>
    internal byte[] Reject(
        in OrderInPlace order,
        Refusals.Refusal refusal,
        BrokenLimit? broken,
        OrderSource source,
        DecisionContext context
    )
    {
        BeginReject(refusal, order.OrderIdInJson, source, context);
        AppendOrder(order);
        AppendCode(refusal);
        if (order.HasWorth)
            AppendNotional(order);
        AppendAction(order);
        if (broken is not null)
            AppendBroken(broken);
        AppendReference(order);
        return End(context);
    }

    private void AppendBroken(BrokenLimit broken)
    {
        Append(",\"rule\":\""u8);
        Append(JsonText.Escape(LimitRules.NameOf(broken.Rule)));
        Append("\",\"limit\":"u8);
        Append(broken.Limit);
        Append(",\"limit_owner\":\""u8);
        Append(JsonText.Escape(broken.Owner));
        Append("\""u8);
    }

    private void BeginReject(Refusals.Refusal refusal, ReadOnlySpan<byte> corrId, OrderSource source, DecisionContext context)
    {
        Begin(context);
        Append(",\"decision\":\"REJECT\",\"scope_matches\":[],\"killswitch_status\":\"ACTIVE\",\"reason\":\""u8);
        Append(JsonText.Escape(refusal.Message));
        Append("\",\"corr_id\":\""u8);
        Append(corrId);
        AppendWhere(source, context);
    }

    private void AppendCode(Refusals.Refusal refusal)
    {
        Append(",\"refusal_code\":\""u8);
        Append((int)refusal.Code);
        Append("\""u8);
    }

    private void Begin(DecisionContext context)
    {
        _length = 0;
        Append(context.TsInJson);
    }

    private byte[] End(DecisionContext context)
    {
        Append(context.LimitsOffsetsInJson);
        Append("}"u8);
        return _buffer.AsSpan(0, _length).ToArray();
    }

    /// <summary>Behind the correlation's text: who decided, on what.</summary>
    private void AppendWhere(OrderSource source, DecisionContext context)
    {
        Append("\",\"service\":\""u8);
        Append(context.ServiceInJson);
        Append("\",\"source_partition\":"u8);
        Append(source.Partition);
        Append(",\"source_offset\":"u8);
        Append(source.Offset);
        Append(context.StateOffsetsInJson);
    }

    private void AppendOrder(in OrderInPlace order)
    {
        Append(",\"order_id\":\""u8);
        Append(order.OrderIdInJson);
        Append("\",\"account_id\":\""u8);
        Append(order.AccountId);
        Append("\",\"symbol\":\""u8);
        Append(JsonText.Escape(order.Symbol));
        Append("\""u8);
    }

    /// <summary>Only what is not usual: most records are new orders.</summary>
    private void AppendAction(in OrderInPlace order)
    {
        if (order.Action == OrderAction.New)
            return;
        Append(",\"action\":\""u8);
        Append(order.Action == OrderAction.Cancel ? "CANCEL"u8 : "REPLACE"u8);
        Append("\",\"orig_order_id\":\""u8);
        Append(JsonText.Escape(order.OrigOrderId));
        Append("\""u8);
    }

    /// <summary>Only where the order does not say it all: what its worth was reckoned by.</summary>
    private void AppendReference(in OrderInPlace order)
    {
        if (order.ReferencePrice is { } price)
        {
            Append(",\"reference_price\":"u8);
            Append(price);
        }
        if (order.UsdRate is { } rate)
        {
            Append(",\"usd_rate\":"u8);
            Append(rate);
        }
    }

    private void AppendNotional(in OrderInPlace order)
    {
        Append(",\"notional\":"u8);
        Append(order.Notional);
    }

    private void Append(decimal number)
    {
        Room(MaxDecimalLength);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    /// <summary>Only where <c>incident_id</c> does not say it all: most orders are held back by one.</summary>
    private void AppendIncidents(in KillMatches matches)
    {
        var known = 0;
        for (var i = 0; i < matches.Count; i++)
            known += matches[i].IsKnown ? 1 : 0;
        if (known == 0 || known == 1 && matches.First!.IsKnown)
            return;
        Append(",\"incident_ids\":["u8);
        var isFirst = true;
        for (var i = 0; i < matches.Count; i++)
        {
            if (!matches[i].IsKnown)
                continue;
            Append(isFirst ? "\""u8 : ",\""u8);
            Append(matches[i].IncidentIdInJson);
            Append("\""u8);
            isFirst = false;
        }
        Append("]"u8);
    }

    /// <summary>In characters that stand for themselves in JSON.</summary>
    private void AppendSentBefore(KillMatch restored, long sentInMs)
    {
        Append("it was sent before trading in "u8);
        Append(ScopeWords.PrefixOf(restored.Kind));
        Append(JsonText.Escape(restored.Value));
        Append(" was restored: sent at "u8);
        AppendTime(sentInMs);
        Append(", restored at "u8);
        AppendTime(restored.HeldUpToInMs);
        Append(" (times of the broker)"u8);
    }

    private void AppendScopes(in KillMatches matches)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            Append(i == 0 ? "\""u8 : ",\""u8);
            Append(ScopeWords.PrefixOf(matches[i].Kind));
            Append(JsonText.Escape(matches[i].Value));
            Append("\""u8);
        }
    }

    /// <summary>As a date; a broker that keeps senders' times may have one that is none.</summary>
    private void AppendTime(long unixMs)
    {
        if (unixMs < s_firstTime || unixMs > s_lastTime)
        {
            Append(unixMs);
            return;
        }
        Room(TimeLength);
        DateTimeOffset
            .FromUnixTimeMilliseconds(unixMs)
            .UtcDateTime.TryFormat(_buffer.AsSpan(_length), out var written, TimeFormat, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Append(long number)
    {
        Room(MaxDigits);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    private void Append(scoped ReadOnlySpan<byte> json)
    {
        Room(json.Length);
        json.CopyTo(_buffer.AsSpan(_length));
        _length += json.Length;
    }

    private void Room(int length)
    {
        if (_buffer.Length - _length < length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + length));
    }
}
