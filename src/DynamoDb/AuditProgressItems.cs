using System.Globalization;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.DynamoDb;

/// <summary>
/// How far each partition of the audit was read, beside the records: under a key of its own, with sort keys that begin with a letter,
/// as no record's does. They do not expire.
/// </summary>
internal static class AuditProgressItems
{
    public const string Key = "index#progress";
    public const string Next = "next";
    public const string Log = "log";

    private const string FirstTs = "first_ts";
    private const string LastTs = "last_ts";
    private const string WrittenTs = "written_ts";
    private const string AllowedSince = "allowed_since_ts";
    private const string GapFrom = "gap_from_ts";
    private const string GapTo = "gap_to_ts";
    private const string GapWhy = "gap_why";
    private const string Unreadable = "unreadable";
    private const string UnreadableTs = "unreadable_ts";
    private const string SortBegins = "partition#";

    /// <summary>All of them, and no record.</summary>
    public static ItemRange All { get; } = new(AuditItems.Sort, SortBegins, SortBegins + ":");

    public static string Sort(int partition) => string.Create(CultureInfo.InvariantCulture, $"{SortBegins}{partition:D5}");

    public static Dictionary<string, AttributeValue> Of(AuditProgress progress)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            [AuditItems.Key] = Items.Text(Key),
            [AuditItems.Sort] = Items.Text(Sort(progress.Partition)),
            [Log] = Items.Text(progress.Log),
            [Next] = Items.Number(progress.Next),
            [FirstTs] = Items.Number(progress.FirstTs),
            [LastTs] = Items.Number(progress.LastTs),
            [WrittenTs] = Items.Number(progress.WrittenTs),
            [Unreadable] = Items.Number(progress.Unreadable),
        };
        if (progress.AllowedSinceTs is { } since)
            item[AllowedSince] = Items.Number(since);
        if (progress.UnreadableTs is { } unreadable)
            item[UnreadableTs] = Items.Number(unreadable);
        if (progress.Gap is { } gap)
        {
            item[GapFrom] = Items.Number(gap.FromInMs);
            item[GapTo] = Items.Number(gap.ToInMs);
            item[GapWhy] = Items.Text(gap.Why);
        }
        return item;
    }

    public static AuditProgress Read(Dictionary<string, AttributeValue> item) => new()
    {
        Partition = int.Parse(item[AuditItems.Sort].S.AsSpan(SortBegins.Length), CultureInfo.InvariantCulture),
        Log = item[Log].S,
        Next = Items.Number(item, Next),
        FirstTs = Items.Number(item, FirstTs),
        LastTs = Items.Number(item, LastTs),
        WrittenTs = Items.Number(item, WrittenTs),
        AllowedSinceTs = Optional(item, AllowedSince),
        Unreadable = Items.Number(item, Unreadable),
        UnreadableTs = Optional(item, UnreadableTs),
        Gap = item.TryGetValue(GapWhy, out var why) ? new(Items.Number(item, GapFrom), Items.Number(item, GapTo), why.S) : null,
    };

    private static long? Optional(Dictionary<string, AttributeValue> item, string name) =>
        item.ContainsKey(name) ? Items.Number(item, name) : null;
}
