using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using KillSwitch.Hosting;

namespace KillSwitch.Lake.Asking;

/// <summary>What a query gave.</summary>
/// <param name="Columns">Their names.</param>
/// <param name="Rows">In each a value for each column: null, a text, a number, a truth.</param>
internal sealed record Answer(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<JsonNode?>> Rows)
{
    /// <summary>What a terminal, and this program's memory, can take.</summary>
    private const int MostRows = 100_000;

    public static Answer Of(DuckDBCommand command, CancellationToken stop)
    {
        using var reader = command.ExecuteReader();
        List<string> columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var rows = new List<IReadOnlyList<JsonNode?>>();
        while (reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (rows.Count == MostRows)
                throw new CannotStartException($"The answer has more than {MostRows} rows: narrow it, add it up, or end it with LIMIT.");
            rows.Add([.. columns.Select((_, i) => reader.IsDBNull(i) ? null : Node(reader.GetValue(i)))]);
        }
        return new(columns, rows);
    }

    public string ToCsv() =>
        string.Concat(Rows.Select(row => row.Select(Text)).Prepend(Columns).Select(row => string.Join(',', row.Select(Field)) + "\n"));

    public string ToJson() => new JsonArray([
        .. Rows.Select(row => new JsonObject(Columns.Zip(row, (name, value) => KeyValuePair.Create(name, value?.DeepClone())))),
    ]).ToJsonString(new() { WriteIndented = true });

    public static string Text(JsonNode? value) => value is null ? "" : value.ToString();

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static JsonNode? Node(object value) => value switch
    {
        bool truth => truth,
        int number => number,
        long number => number,
        decimal number => number,
        double number => double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list and not string =>
            new JsonArray([.. list.Cast<object?>().Select(item => item is null ? null : Node(item))]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
