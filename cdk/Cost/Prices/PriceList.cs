using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Cdk.Cost.Prices;

/// <summary>The prices of one region, as <c>prices.json</c> has them.</summary>
internal sealed class PriceList
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Dictionary<string, Price> _prices;

    private PriceList(Document document)
    {
        Region = document.Region;
        Checked = document.Checked;
        _prices = document.Prices.ToDictionary(p => p.Id, StringComparer.Ordinal);
    }

    public string Region { get; }

    /// <summary>When they were last compared with their sources.</summary>
    public DateOnly Checked { get; }

    public IReadOnlyCollection<Price> All => _prices.Values;

    /// <exception cref="PriceMissingException">There is none of that name.</exception>
    public Price this[string id] => _prices.TryGetValue(id, out var price) ? price : throw new PriceMissingException(id);

    /// <summary>The list that comes with the program.</summary>
    public static PriceList Read() => Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "prices.json")));

    /// <exception cref="JsonException">It is no list of prices.</exception>
    public static PriceList Parse(string json) =>
        new(JsonSerializer.Deserialize<Document>(json, s_json) ?? throw new JsonException("A list of prices was expected, and is null."));

    private sealed record Document(string Region, string Currency, DateOnly Checked, IReadOnlyList<Price> Prices);
}
