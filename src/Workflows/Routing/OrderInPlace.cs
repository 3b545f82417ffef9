using System.Text;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// A valid order as it stands in its record: texts are still UTF-8, and mostly the record's own bytes, so that deciding
/// it copies nothing but what the audit says. Good for as long as the record's bytes are not changed.
/// </summary>
public ref struct OrderInPlace
{
    /// <summary>1 to 128 characters.</summary>
    public ReadOnlySpan<byte> OrderId { get; internal set; }

    /// <summary>The same as it is written between quotes in JSON.</summary>
    public ReadOnlySpan<byte> OrderIdInJson { get; internal set; }

    /// <summary>Unix ms.</summary>
    public long Ts { get; internal set; }

    /// <summary>ASCII that needs no escape in JSON, as everything a scope can name.</summary>
    public ReadOnlySpan<byte> AccountId { get; internal set; }

    /// <summary>As <see cref="AccountId"/>; upper-cased.</summary>
    public ReadOnlySpan<byte> Symbol { get; internal set; }

    public Side Side { get; internal set; }

    public long Qty { get; internal set; }

    /// <summary>US dollars a share.</summary>
    public decimal Price { get; internal set; }

    /// <summary>As <see cref="AccountId"/>; upper-cased.</summary>
    public ReadOnlySpan<byte> Strategy { get; internal set; }

    /// <summary>Empty where it has none.</summary>
    public ReadOnlySpan<byte> ParentId { get; internal set; }

    public long? ParentQty { get; internal set; }

    /// <summary>A copy that lasts.</summary>
    public readonly Order ToOrder() => new(
        Encoding.UTF8.GetString(OrderId), Ts, Encoding.UTF8.GetString(AccountId), Encoding.UTF8.GetString(Symbol), Side, Qty, Price,
        Encoding.UTF8.GetString(Strategy), ParentId.IsEmpty ? null : Encoding.UTF8.GetString(ParentId), ParentQty);
}
