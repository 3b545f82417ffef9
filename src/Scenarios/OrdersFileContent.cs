using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Scenarios;

/// <summary>What was found in the user's file, told before and after it is played.</summary>
public sealed class OrdersFileContent
{
    private OrdersFileContent(OrderFormat format, IReadOnlyList<OrdersFileLine> lines, OrdersRead? read)
    {
        (Format, Lines, Unit) = (format, lines, read?.Unit ?? "line");
        (PassedOver, TimesFrom, Traces, Unread) = (
            read?.PassedOver ?? new Dictionary<string, long>(),
            read?.TimesFrom ?? new Dictionary<string, long>(),
            read?.Traces ?? [],
            read?.Unread ?? []
        );
        if (read is not null)
            Refusals.Add(read.Refusals);
        Unsent = Refusals.Count;
        foreach (var line in lines)
        {
            if (!OrderParser.TryRead(line.Value, out _, out var refusal))
                Refusals.Add(refusal, line.Place);
        }
    }

    public OrderFormat Format { get; }

    /// <summary>What a place counts: <c>line</c> or <c>record</c>.</summary>
    public string Unit { get; }

    /// <summary>Of both: what cannot be said in the contract and is not sent, and what is sent and every router will refuse.</summary>
    public RefusalTally Refusals { get; } = new();

    /// <summary>How many records are not sent.</summary>
    public long Unsent { get; }

    /// <summary>Whether nothing in it is an order that a router takes.</summary>
    public bool IsAllRefused => Refusals.Count - Unsent == Lines.Count && Refusals.Count > 0;

    /// <summary>How many lines or orders are to be sent.</summary>
    public int Count => Lines.Count;

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => Lines.Count == 0;

    /// <summary>Records that are no orders, by what they are.</summary>
    public IReadOnlyDictionary<string, long> PassedOver { get; }

    /// <summary>How many orders have their time from where; empty where they say it themselves.</summary>
    public IReadOnlyDictionary<string, long> TimesFrom { get; }

    /// <summary>Columns of CSV that nothing was made of.</summary>
    public IReadOnlyList<string> Unread { get; }

    /// <summary>What the first orders were made of.</summary>
    public IReadOnlyList<IReadOnlyList<DraftMember>> Traces { get; }

    internal IReadOnlyList<OrdersFileLine> Lines { get; }

    /// <summary>Of JSON, which is passed on as it is.</summary>
    internal static OrdersFileContent Of(IReadOnlyList<OrdersFileLine> lines) => new(OrderFormat.Json, lines, null);

    internal static OrdersFileContent Of(OrderFormat format, OrdersRead read) =>
        new(format, [.. read.Orders.Select(o => new OrdersFileLine(o.Json, o.Account, TimeOf(o), o.Place))], read);

    private static long? TimeOf(FoundOrder order) => order.Ts is >= 1 and <= OrderParser.MaxTs ? order.Ts : null;
}
