using System.Globalization;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.DynamoDb;

/// <summary>
/// What incidents held back, beside the records: an item for each incident and partition of the audit, with the offset up to which it
/// was counted (<c>next</c>), so that what is handed over again is not counted again. They do not expire, as incidents do not.
/// </summary>
internal static class HeldBackItems
{
    /// <summary>Every key of such an item begins so.</summary>
    public const string KeysBegin = "held#";

    public const string Next = AuditProgressItems.Next;
    public const string Log = AuditProgressItems.Log;

    private const string Orders = "orders";
    private const string Notional = "notional";
    private const string FirstTs = "first_ts";
    private const string LastTs = "last_ts";

    public static string Key(string incidentId) => KeysBegin + incidentId;

    /// <summary>The count with a batch in it; null where all of that was counted before.</summary>
    /// <param name="held">The batch.</param>
    /// <param name="before">The item as it stands; null where there is none.</param>
    public static Dictionary<string, AttributeValue>? With(HeldBackOrders held, Dictionary<string, AttributeValue>? before)
    {
        // Of another topic of that name, offsets say nothing.
        var counted = before is not null && before[Log].S == held.Log ? Items.Number(before, Next) : 0;
        var due = held.Dropped.Where(dropped => dropped.Place.Offset >= counted).ToList();
        if (due.Count == 0)
            return null;
        var sum = due.Aggregate(before is null ? HeldBack.Nothing : Read(before), (sum, dropped) => sum.With(dropped));
        return new Dictionary<string, AttributeValue>
        {
            [AuditItems.Key] = Items.Text(Key(held.IncidentId)),
            [AuditItems.Sort] = Items.Text(AuditProgressItems.Sort(held.Partition)),
            [Log] = Items.Text(held.Log),
            [Next] = Items.Number(due[^1].Place.Offset + 1),
            [Orders] = Items.Number(sum.Orders),
            [Notional] = new AttributeValue { N = sum.Notional.ToString(CultureInfo.InvariantCulture) },
            [FirstTs] = Items.Number(sum.FirstTs!.Value),
            [LastTs] = Items.Number(sum.LastTs!.Value),
        };
    }

    public static HeldBack Read(Dictionary<string, AttributeValue> item) => new(
        Items.Number(item, Orders),
        decimal.Parse(item[Notional].N, NumberStyles.Float, CultureInfo.InvariantCulture),
        Items.Number(item, FirstTs),
        Items.Number(item, LastTs));
}
