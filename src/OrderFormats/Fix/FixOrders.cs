using System.Text;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.OrderFormats.Times;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>Makes orders of the contract of new orders (D), cancels (F) and replacements (G).</summary>
/// <exception cref="OrdersFileException">The mapping names a field that FIX cannot have.</exception>
internal sealed class FixOrders(ReadingOptions options)
{
    private readonly Dictionary<string, FixSource> _mapped = options.Mapping.Fields.ToDictionary(
        mapped => mapped.Key,
        mapped => FixSource.Of(mapped.Key, mapped.Value)
    );

    /// <param name="message">The message.</param>
    /// <param name="before">What the log says before it.</param>
    /// <param name="draft">Takes it.</param>
    /// <exception cref="RecordRefusedException">The contract cannot say it.</exception>
    public void Write(FixMessage message, ReadOnlySpan<byte> before, OrderDraft draft)
    {
        draft.Begin();
        var action = FixWords.Action(message.Bytes(FixTags.MsgType));
        RefuseUnsaid(message);
        Field(draft, message, OrderMembers.OrderId, FixTags.ClOrdId);
        Time(draft, message, before);
        Field(draft, message, OrderMembers.AccountId, FixTags.Account);
        Instrument(draft, message);
        Coded(draft, message, OrderMembers.Side, FixTags.Side, FixWords.Side);
        Field(draft, message, OrderMembers.Qty, FixTags.OrderQty);
        if (action != "CANCEL")
        {
            Coded(draft, message, OrderMembers.OrderType, FixTags.OrdType, FixWords.OrderType);
            Field(draft, message, OrderMembers.Price, FixTags.Price);
            Field(draft, message, OrderMembers.StopPrice, FixTags.StopPx);
        }
        Strategy(draft, message);
        if (action != "NEW")
        {
            draft.Set(OrderMembers.Action, action, "35", Encoding.ASCII.GetString(message.Bytes(FixTags.MsgType)));
            Field(draft, message, OrderMembers.OrigOrderId, FixTags.OrigClOrdId);
        }
        Field(draft, message, OrderMembers.Multiplier, FixTags.ContractMultiplier);
        Field(draft, message, OrderMembers.Currency, FixTags.Currency);
        if (!Mapped(draft, message, OrderMembers.Venue) && !Field(draft, message, OrderMembers.Venue, FixTags.ExDestination))
            Field(draft, message, OrderMembers.Venue, FixTags.SecurityExchange);
        Trader(draft, message);
        foreach (var (member, _) in _mapped)
        {
            if (!draft.Has(member))
                Mapped(draft, message, member);
        }
    }

    private static void RefuseUnsaid(FixMessage message)
    {
        if (message.Text(FixTags.OrderQty) is not null)
            return;
        foreach (var (tag, what) in (ReadOnlySpan<(int, string)>)[(FixTags.CashOrderQty, "money"), (FixTags.OrderPercent, "per cent")])
        {
            if (message.Text(tag) is { } amount)
                throw new RecordRefusedException(
                    RecordRefusalCode.QuantityUnsaid,
                    $"it is for an amount of {what} ({tag}) of '{Shown.Of(amount)}' and has no quantity (38)"
                );
        }
    }

    /// <returns>Whether the message says it.</returns>
    private bool Field(OrderDraft draft, FixMessage message, string member, int tag) => Coded(draft, message, member, tag, code => code);

    private bool Coded(OrderDraft draft, FixMessage message, string member, int tag, Func<string, string> meaning)
    {
        if (Mapped(draft, message, member))
            return true;
        if (message.Text(tag) is not { } written)
            return false;
        draft.Set(member, meaning(written), FixTags.Name(tag), written);
        return true;
    }

    /// <returns>Whether the user's mapping speaks of it, and the message has it.</returns>
    private bool Mapped(OrderDraft draft, FixMessage message, string member)
    {
        // Most have no mapping, and this is asked for every member of every order.
        if (_mapped.Count == 0 || !_mapped.TryGetValue(member, out var source))
            return false;
        if (source.Field.Always is { } always)
        {
            draft.Set(member, always, "mapping");
            return true;
        }
        if (source.Read(message) is not { } written)
            return false;
        draft.Set(member, source.Field.Meaning(written, member), source.Field.From!, written);
        return true;
    }

    private void Time(OrderDraft draft, FixMessage message, ReadOnlySpan<byte> before)
    {
        if (_mapped.TryGetValue(OrderMembers.Ts, out var source) && source.Read(message) is { } written)
        {
            if (OrderTime.Read(source.Field.Meaning(written, OrderMembers.Ts), source.Field.Zone, out var ms) is { } why)
                throw new RecordRefusedException(
                    RecordRefusalCode.TimeUnreadable,
                    $"{source.Field.From} is '{Shown.Of(written)}', which {why}"
                );
            draft.SetTime(ms, source.Field.From!, written);
            return;
        }
        var time = FixOrderTime.Of(message, before);
        draft.SetTime(time.Ms, time.From, time.Raw);
    }

    private void Instrument(OrderDraft draft, FixMessage message)
    {
        var instrument = Mapped(draft, message, OrderMembers.Symbol) ? FixInstrument.Unnamed(message) : FixInstrument.Of(message);
        if (instrument.Symbol is not null)
            draft.Set(OrderMembers.Symbol, instrument.Symbol, instrument.SymbolFrom);
        if (!Mapped(draft, message, OrderMembers.SecurityType) && instrument.SecurityType is not null)
            draft.Set(OrderMembers.SecurityType, instrument.SecurityType, "167", message.Text(FixTags.SecurityType) ?? "");
        if (!Mapped(draft, message, OrderMembers.Underlying) && instrument.Underlying is not null)
            draft.Set(OrderMembers.Underlying, instrument.Underlying, instrument.UnderlyingFrom);
    }

    /// <summary>Without one of its own, that of its sender.</summary>
    private void Strategy(OrderDraft draft, FixMessage message)
    {
        if (Coded(draft, message, OrderMembers.Strategy, FixTags.TargetStrategy, FixWords.Strategy))
            return;
        if (options.Strategy is not null)
            draft.Set(OrderMembers.Strategy, options.Strategy, "--strategy");
        else if (message.Text(FixTags.SenderCompId) is { } sender)
            draft.Set(OrderMembers.Strategy, Nameable(sender), "49", sender);
    }

    /// <summary>Who entered it (role 11), or the person behind the session.</summary>
    private void Trader(OrderDraft draft, FixMessage message)
    {
        if (Mapped(draft, message, OrderMembers.Trader))
            return;
        if (message.Party("11"u8) is { } trader)
            draft.Set(OrderMembers.Trader, trader, "448 (452=11)");
        else if (!Field(draft, message, OrderMembers.Trader, FixTags.OnBehalfOfSubId))
            Field(draft, message, OrderMembers.Trader, FixTags.SenderSubId);
    }

    /// <summary>A name of ours for a sender, not a name it gave: each character that no scope can name is a hyphen.</summary>
    private static string Nameable(string sender) =>
        string.Concat(sender.Take(Scope.MaxValueLength).Select(c => char.IsAscii(c) && Scope.IsName([(byte)c]) ? c : '-'));
}
