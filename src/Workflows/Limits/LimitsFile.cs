using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Limits;

/// <summary>A limits file as it is written.</summary>
internal sealed record LimitsFile
{
    /// <summary>By scope, or <c>GROUP:name</c>.</summary>
    public Dictionary<string, LimitsOf>? Limits { get; init; }

    /// <summary>Accounts, by the group's name.</summary>
    public Dictionary<string, string[]>? Groups { get; init; }

    internal sealed record LimitsOf
    {
        public bool? Restricted { get; init; }
        public decimal? MaxQty { get; init; }
        public decimal? MaxNotionalUsd { get; init; }
        public decimal? CollarPercent { get; init; }
        public decimal? MaxPriceAgeSeconds { get; init; }
        public decimal? MaxAgeSeconds { get; init; }
        public decimal? DuplicateSeconds { get; init; }
        public int? MaxOrdersPerSecond { get; init; }

        internal decimal? this[LimitRule rule] => rule switch
        {
            LimitRule.MaxQty => MaxQty,
            LimitRule.MaxNotionalUsd => MaxNotionalUsd,
            LimitRule.CollarPercent => CollarPercent,
            LimitRule.MaxPriceAgeSeconds => MaxPriceAgeSeconds,
            LimitRule.MaxAgeSeconds => MaxAgeSeconds,
            LimitRule.DuplicateSeconds => DuplicateSeconds,
            LimitRule.MaxOrdersPerSecond => MaxOrdersPerSecond,
            _ => Restricted == true ? 1 : null,
        };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip
)]
[JsonSerializable(typeof(LimitsFile))]
internal sealed partial class LimitsJson : JsonSerializerContext;
