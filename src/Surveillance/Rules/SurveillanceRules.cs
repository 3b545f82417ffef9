using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace KillSwitch.Surveillance.Rules;

/// <summary>All rules, from <c>surveillance.json</c>.</summary>
public sealed partial class SurveillanceRules
{
    private const string Resource = "KillSwitch.Surveillance.Rules.surveillance.json";

    private SurveillanceRules(SurveillanceRulesFile file) => (Rules, LookbackMs) = (file.Rules, file.LookbackMs);

    /// <summary>By name, which is that of the pattern's file too.</summary>
    public IReadOnlyDictionary<string, SurveillanceRule> Rules { get; }

    /// <summary>How far back, in event time, patterns look. No window of a rule is longer.</summary>
    public long LookbackMs { get; }

    /// <summary>Those that come with the product.</summary>
    public static SurveillanceRules Default()
    {
        using var stream = typeof(SurveillanceRules).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    /// <param name="json">As <c>surveillance.json</c>.</param>
    /// <exception cref="FormatException">It says what is wrong.</exception>
    public static SurveillanceRules Read(string json)
    {
        SurveillanceRulesFile file;
        try
        {
            file = JsonSerializer.Deserialize(json, SurveillanceRulesJson.Default.SurveillanceRulesFile)
                ?? throw new FormatException("null is no set of rules");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
        foreach (var (name, rule) in file.Rules)
        {
            if (rule.Owner.Length == 0)
                throw new FormatException($"{name} has no owner: whoever answers for its thresholds");
            if (rule.Severity is not ("HIGH" or "MEDIUM" or "LOW"))
                throw new FormatException($"{name} has severity \"{rule.Severity}\"; HIGH, MEDIUM and LOW are known");
            foreach (var (threshold, value) in rule.Thresholds.Where(t => t.Key.EndsWith("_ms", StringComparison.Ordinal)))
            {
                if (value <= 0 || value > file.LookbackMs || value != decimal.Truncate(value))
                    throw new FormatException(
                        $"{name}.{threshold} is {value}: whole milliseconds, up to lookback_ms ({file.LookbackMs}), or else the window is cut off");
            }
        }
        return new(file);
    }

    /// <summary>A pattern with its thresholds in place. Spark substitutes the same form, from its settings.</summary>
    /// <param name="sql">With <c>${rule.name}</c>.</param>
    /// <exception cref="FormatException">It names a threshold that nobody has set.</exception>
    public string Bind(string sql) => Placeholder().Replace(sql, match =>
        Rules.TryGetValue(match.Groups["rule"].Value, out var rule)
        && rule.Thresholds.TryGetValue(match.Groups["name"].Value, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : throw new FormatException($"there is no threshold {match.Value[2..^1]}: add it to surveillance.json"));

    [GeneratedRegex(@"\$\{(?<rule>[a-z_]+)\.(?<name>[a-z_]+)\}")]
    private static partial Regex Placeholder();
}

internal sealed record SurveillanceRulesFile(long LookbackMs, IReadOnlyDictionary<string, SurveillanceRule> Rules);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(SurveillanceRulesFile))]
internal sealed partial class SurveillanceRulesJson : JsonSerializerContext;
