using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Detection;

/// <summary>The settings as written: anything may be missing, so that everything missing can be named at once.</summary>
internal sealed record DetectionSettingsFile : SettingsNode
{
    public int? WindowSeconds { get; init; }
    public int? SlideSeconds { get; init; }
    public int? LatenessSeconds { get; init; }
    public int? ClockAheadSeconds { get; init; }
    public int? MaxGroups { get; init; }
    public AccountRulesFile? Account { get; init; }
    public SymbolRulesFile? Symbol { get; init; }
    public StrategyRulesFile? Strategy { get; init; }
}

internal sealed record AccountRulesFile : SettingsNode
{
    public OrderRateFile? OrderRate { get; init; }
    public NotionalFile? Notional { get; init; }
    public SymbolConcentrationFile? SymbolConcentration { get; init; }
}

internal sealed record SymbolRulesFile : SettingsNode
{
    public OrderRateFile? OrderRate { get; init; }
    public NotionalFile? Notional { get; init; }
}

internal sealed record StrategyRulesFile : SettingsNode
{
    public OrderRateFile? OrderRate { get; init; }
    public NotionalFile? Notional { get; init; }
    public ChildOverParentFile? ChildOverParent { get; init; }
}

internal sealed record OrderRateFile : RuleNode
{
    public int? MaxOrders { get; init; }
}

internal sealed record NotionalFile : RuleNode
{
    public decimal? MaxUsd { get; init; }
}

internal sealed record SymbolConcentrationFile : RuleNode
{
    public decimal? MaxShare { get; init; }
    public int? MinOrders { get; init; }
    public decimal? MinUsd { get; init; }
}

internal sealed record ChildOverParentFile : RuleNode
{
    public decimal? Tolerance { get; init; }
    public int? MinChildren { get; init; }
}

internal abstract record RuleNode : SettingsNode
{
    public bool? Enabled { get; init; }
}

/// <summary>An object of the file that keeps what it does not know, to refuse it by name.</summary>
internal abstract record SettingsNode
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(DetectionSettingsFile))]
internal sealed partial class DetectionSettingsJson : JsonSerializerContext;
