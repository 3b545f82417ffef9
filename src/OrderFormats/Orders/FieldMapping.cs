using System.Text.Json;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>
/// Which field becomes which member of an order, as the user says it in a file: a JSON object with a member for each member of the
/// order. Its value is a column or tag, or an object with <c>from</c> or <c>always</c>, and if need be <c>values</c> and <c>zone</c>.
/// Immutable.
/// </summary>
public sealed class FieldMapping
{
    public static readonly FieldMapping None = new(new Dictionary<string, MappedField>());

    private const string Remedy =
        "It is a JSON object such as {\"account_id\":\"Acct\",\"strategy\":{\"always\":\"TWAP\"},\"side\":{\"from\":\"B/S\",\"values\":{\"B\":\"BUY\",\"S\":\"SELL\"}}}.";

    private readonly IReadOnlyDictionary<string, MappedField> _fields;

    private FieldMapping(IReadOnlyDictionary<string, MappedField> fields)
    {
        _fields = fields;
    }

    /// <summary>The fields it speaks of, by the member that each becomes.</summary>
    internal IEnumerable<KeyValuePair<string, MappedField>> Fields => _fields;

    /// <exception cref="OrdersFileException">It is no mapping. The message says what is wrong.</exception>
    public static FieldMapping Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Wrong("it is not a JSON object");
            var fields = new Dictionary<string, MappedField>();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!OrderMembers.All.Contains(member.Name))
                    throw Wrong($"an order has no member '{Shown.Of(member.Name)}'; its members are {string.Join(", ", OrderMembers.All)}");
                if (!fields.TryAdd(member.Name, FieldOf(member)))
                    throw Wrong($"'{member.Name}' is there twice");
            }
            return new FieldMapping(fields);
        }
        catch (JsonException e)
        {
            throw new OrdersFileException($"The mapping cannot be used: it is not JSON (line {(e.LineNumber ?? 0) + 1}). {Remedy}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new OrdersFileException($"The mapping cannot be used: a text in it escapes half a character. {Remedy}", e);
        }
    }

    internal MappedField? Of(string member) => _fields.GetValueOrDefault(member);

    private static MappedField FieldOf(JsonProperty member)
    {
        if (member.Value.ValueKind == JsonValueKind.String)
            return new MappedField(member.Value.GetString(), null, null, null);
        if (member.Value.ValueKind != JsonValueKind.Object)
            throw Wrong($"'{member.Name}' is neither a text nor an object");
        string? from = null, always = null;
        IReadOnlyDictionary<string, string>? values = null;
        TimeZoneInfo? zone = null;
        foreach (var part in member.Value.EnumerateObject())
        {
            switch (part.Name)
            {
                case "from":
                    from = Text(member, part);
                    break;
                case "always":
                    always = Text(member, part);
                    break;
                case "values":
                    values = ValuesOf(member, part);
                    break;
                case "zone" when member.Name == OrderMembers.Ts:
                    zone = ZoneOf(Text(member, part));
                    break;
                default:
                    throw Wrong($"'{member.Name}' has '{Shown.Of(part.Name)}'; it may have from, always and values, and ts a zone");
            }
        }
        if (from is null == always is null)
            throw Wrong($"'{member.Name}' must have one of from and always");
        if (always is not null && (values is not null || member.Name == OrderMembers.Ts))
            throw Wrong($"'{member.Name}' cannot be the same always" + (values is null ? "" : " and have values"));
        return new MappedField(from, always, values, zone);
    }

    private static Dictionary<string, string> ValuesOf(JsonProperty member, JsonProperty part)
    {
        if (part.Value.ValueKind != JsonValueKind.Object)
            throw Wrong($"the values of '{member.Name}' are not an object");
        var values = new Dictionary<string, string>();
        foreach (var value in part.Value.EnumerateObject())
        {
            if (!values.TryAdd(value.Name, Text(member, value)))
                throw Wrong($"the values of '{member.Name}' have '{Shown.Of(value.Name)}' twice");
        }
        return values;
    }

    private static string Text(JsonProperty member, JsonProperty part) =>
        part.Value.ValueKind == JsonValueKind.String
            ? part.Value.GetString()!
            : throw Wrong($"'{Shown.Of(part.Name)}' of '{member.Name}' is not a text");

    private static TimeZoneInfo ZoneOf(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw Wrong($"there is no time zone '{Shown.Of(name)}'; name one as in America/New_York or UTC");

    private static OrdersFileException Wrong(string why) => new($"The mapping cannot be used: {why}. {Remedy}");
}
