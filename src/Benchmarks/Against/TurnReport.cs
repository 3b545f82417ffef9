using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KillSwitch.Benchmarks.Against;

/// <summary>
/// The report that a build wrote of one benchmark, read as another version may have written it: what is not known is passed over, what is
/// missing is left out.
/// </summary>
/// <param name="Describe">What the benchmark measures; empty if it does not say.</param>
/// <param name="Figures">Those with a name and a value that is a number.</param>
/// <param name="Missing">Why figures are missing; null if none are.</param>
/// <param name="Failed">Whether it ended with a fault.</param>
internal sealed partial record TurnReport(string Describe, IReadOnlyList<Figure> Figures, string? Missing, bool Failed)
{
    /// <summary>Looks through the reports of a folder, in which nothing else is JSON.</summary>
    /// <returns>Null if none is about this benchmark.</returns>
    public static async Task<TurnReport?> ReadAsync(string directory, string benchmark, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            if (Parse(await File.ReadAllTextAsync(file, cancellationToken), benchmark) is { } report)
                return report;
        }
        return null;
    }

    /// <returns>Null if it is no report, or one about other benchmarks.</returns>
    public static TurnReport? Parse(string json, string benchmark)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Array(document.RootElement, "results").Where(r => Text(r, "name") == benchmark).Select(Of).FirstOrDefault();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TurnReport Of(JsonElement result) =>
        new(
            Text(result, "describe") ?? "",
            [.. Array(result, "measurements").Select(Figure).OfType<Figure>()],
            Text(result, "missing"),
            Member(result, "failed") is { ValueKind: JsonValueKind.True }
        );

    private static Figure? Figure(JsonElement measurement) =>
        Text(measurement, "name") is { } name && Member(measurement, "value") is { ValueKind: JsonValueKind.Number } value
            ? new Figure(name, Text(measurement, "unit") ?? "", value.GetDouble(), LoadIn(Text(measurement, "conditions") ?? ""))
            : null;

    /// <summary>Conditions are for people; those of older builds say nowhere else how much load there was.</summary>
    private static double? LoadIn(string conditions) =>
        Load().Match(conditions) is { Success: true } match
        && double.TryParse(match.Groups["load"].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var load)
            ? load
            : null;

    private static string? Text(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static IEnumerable<JsonElement> Array(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    private static JsonElement? Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : null;

    [GeneratedRegex(@"\b(?<load>\d[\d,]*(\.\d+)?) orders/s\b")]
    private static partial Regex Load();
}
