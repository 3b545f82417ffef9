using System.Runtime.InteropServices;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>All that was found in a file: the orders, and what is none. Nothing of the file is left unsaid.</summary>
public sealed class OrdersRead
{
    private readonly Dictionary<string, long> _passedOver = [];
    private readonly Dictionary<string, long> _timesFrom = [];
    private readonly List<IReadOnlyList<DraftMember>> _traces = [];

    /// <param name="unit">What a place counts: <c>line</c> or <c>record</c>.</param>
    /// <param name="traced">Of so many orders it is kept what they were made of.</param>
    internal OrdersRead(string unit, int traced)
    {
        (Unit, Traced) = (unit, traced);
    }

    /// <summary>What a place counts: <c>line</c> or <c>record</c>.</summary>
    public string Unit { get; }

    /// <summary>As they stand in the file.</summary>
    public List<FoundOrder> Orders { get; } = [];

    /// <summary>Records that should be orders and could not be made one.</summary>
    public RefusalTally Refusals { get; } = new();

    /// <summary>Records that are no orders, or were there before, by what they are.</summary>
    public IReadOnlyDictionary<string, long> PassedOver => _passedOver;

    /// <summary>How many orders have their time from where.</summary>
    public IReadOnlyDictionary<string, long> TimesFrom => _timesFrom;

    /// <summary>Columns that nothing was made of, by their names.</summary>
    public IReadOnlyList<string> Unread { get; private set; } = [];

    /// <summary>What the first orders were made of.</summary>
    public IReadOnlyList<IReadOnlyList<DraftMember>> Traces => _traces;

    private int Traced { get; }

    internal void Add(OrderDraft draft, long place)
    {
        if (_traces.Count < Traced)
            _traces.Add([.. draft.Members]);
        Count(_timesFrom, draft.TimeFrom);
        Orders.Add(new FoundOrder(draft.ToJson(), draft.Account, draft.Ts, place));
    }

    internal void Refuse(RecordRefusedException why, long place) => Refusals.Add(why.Code, why.Message + ".", place);

    internal void LeaveUnread(IReadOnlyList<string> columns) => Unread = columns;

    internal void PassOver(string what) => Count(_passedOver, what);

    private static void Count(Dictionary<string, long> counts, string what) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, what, out _)++;
}
