using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.DynamoDb;

/// <summary>
/// Audit records as items. <c>order_id</c> and <c>ts</c> are the key: the order, or what stands for one, and the record's
/// <see cref="AuditPlace"/>. <c>account_key</c>, <c>incident_key</c> and <c>time_key</c> put an item into the indexes, in all of which
/// <c>ts</c> is the order. <c>record</c> is the JSON; <c>expires_at</c>, Unix seconds, is 30 days after the topic took it.
/// </summary>
/// <remarks>
/// A key of DynamoDB takes a thousand writes a second, and one account, one incident or one day may see several thousand orders. So
/// their keys are spread: <c>42#0</c> to <c>42#7</c> by the record's offset. Steps are few, and have a key of their own,
/// <c>inc-1</c> without a number.
/// </remarks>
internal static class AuditItems
{
    public const string Key = "order_id";
    public const string Sort = "ts";
    public const string AccountIndex = "by-account";
    public const string AccountKey = "account_key";
    public const string IncidentIndex = "by-incident";
    public const string IncidentKey = "incident_key";
    public const string TimeIndex = "by-time";
    public const string TimeKey = "time_key";
    public const string ExpiresAt = DynamoDbCommandStore.ExpiresAt;

    private const string Record = "record";
    private const string Recorded = "recorded_ts";
    private const int Spread = 8;

    /// <summary>
    /// The record's item; and for each further incident that held its order back another, which only the index of incidents shows.
    /// </summary>
    public static IEnumerable<Dictionary<string, AttributeValue>> Of(AuditEntry entry)
    {
        var item = Item(KeyOf(entry), entry);
        item[TimeKey] = Items.Text(TimeKeyOf(entry));
        if (entry.AccountId is { } account)
            item[AccountKey] = Items.Text(SpreadKey(account, entry.Place.Offset));
        if (entry.IncidentIds is [var first, ..])
            item[IncidentKey] = Items.Text(IncidentKeyOf(first, entry));
        yield return item;
        foreach (var incident in entry.IncidentIds.Skip(1))
        {
            var further = Item($"incident#{incident}#{KeyOf(entry)}", entry);
            further[IncidentKey] = Items.Text(IncidentKeyOf(incident, entry));
            yield return further;
        }
    }

    public static AuditEntry Read(Dictionary<string, AttributeValue> item)
    {
        if (
            AuditPlace.TryParse(item[Sort].S, out var place)
            && AuditRecordReader.Read(
                new AuditRecord(place.Partition, place.Offset, Items.Number(item, Recorded), Encoding.UTF8.GetBytes(item[Record].S))
            ) is { } entry
        )
            return entry;
        throw new InvalidOperationException($"The audit's index has an item that is no audit record: {item[Key].S}, {item[Sort].S}.");
    }

    /// <summary>The keys under which an account's decisions stand.</summary>
    public static IEnumerable<string> AccountKeys(string account) => SpreadKeys(account);

    /// <summary>The keys under which an incident's steps and orders stand, of which the question allows.</summary>
    public static IEnumerable<string> IncidentKeys(string incident, AuditQuestion question) =>
        Keys(question, steps: incident, decisions: incident);

    /// <summary>The keys under which a day's steps and decisions stand, of which the question allows.</summary>
    public static IEnumerable<string> TimeKeys(DateOnly day, AuditQuestion question) =>
        Keys(question, steps: $"step#{Text(day)}", decisions: $"order#{Text(day)}");

    public static DateOnly DayOf(long ms) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime);

    private static IEnumerable<string> Keys(AuditQuestion question, string steps, string decisions) =>
        [.. question.AllowsSteps ? [steps] : Array.Empty<string>(), .. question.AllowsDecisions ? SpreadKeys(decisions) : []];

    private static Dictionary<string, AttributeValue> Item(string key, AuditEntry entry) => new()
    {
        [Key] = Items.Text(key),
        [Sort] = Items.Text(entry.Place.ToString()),
        [Recorded] = Items.Number(entry.RecordedInMs),
        [ExpiresAt] = Items.Number((entry.RecordedInMs + AuditKeeping.InMs) / 1000),
        [Record] = Items.Text(Encoding.UTF8.GetString(entry.Record.Span)),
    };

    /// <summary>Every record has one, spread so that no key gets more than its incident's steps.</summary>
    private static string KeyOf(AuditEntry entry) =>
        entry.OrderId
        ?? (entry.Step is not null && entry.IncidentIds is [var incident, ..] ? $"step#{incident}"
            : entry.CorrId is { } corr ? $"corr#{corr}"
            : $"place#{entry.Place}");

    private static string TimeKeyOf(AuditEntry entry)
    {
        var day = Text(DayOf(entry.Place.TsInMs));
        return entry.Step is null ? SpreadKey($"order#{day}", entry.Place.Offset) : $"step#{day}";
    }

    private static string IncidentKeyOf(string incident, AuditEntry entry) =>
        entry.Step is null ? SpreadKey(incident, entry.Place.Offset) : incident;

    private static IEnumerable<string> SpreadKeys(string key) => Enumerable.Range(0, Spread).Select(part => SpreadKey(key, part));

    private static string SpreadKey(string key, long offset) => string.Create(CultureInfo.InvariantCulture, $"{key}#{offset % Spread}");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
