namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Which fields a state may have, by its type and its query language.</summary>
internal static class StateFields
{
    private static readonly string[] s_any = ["Type", "Comment", "QueryLanguage"];
    private static readonly string[] s_goesOn = [.. s_any, "Next", "End", "Assign"];
    private static readonly string[] s_canFail = [.. s_goesOn, "Retry", "Catch"];
    private static readonly string[] s_paths = ["InputPath", "OutputPath"];
    private static readonly string[] s_shaped = [.. s_paths, "Parameters", "ResultPath"];
    private static readonly string[] s_selected = [.. s_shaped, "ResultSelector"];

    private static readonly Dictionary<string, FieldSet> s_byType = new(StringComparer.Ordinal)
    {
        ["Pass"] = new(s_goesOn, [.. s_shaped, "Result"], ["Output"]),
        ["Task"] = new(
            [.. s_canFail, "Resource", "TimeoutSeconds", "HeartbeatSeconds", .. TaskOptions.NotHonoured],
            [.. s_selected, "TimeoutSecondsPath", "HeartbeatSecondsPath"],
            ["Arguments", "Output"]
        ),
        ["Choice"] = new([.. s_any, "Choices", "Default", "Assign"], s_paths, ["Output"]),
        ["Wait"] = new([.. s_goesOn, "Seconds", "Timestamp"], [.. s_paths, "SecondsPath", "TimestampPath"], ["Output"]),
        ["Succeed"] = new(s_any, s_paths, ["Output"]),
        ["Fail"] = new([.. s_any, "Error", "Cause"], ["ErrorPath", "CausePath"]),
        ["Parallel"] = new([.. s_canFail, "Branches"], s_selected, ["Arguments", "Output"]),
        ["Map"] = new(
            [
                .. s_canFail,
                "ItemProcessor",
                "Iterator",
                "ItemSelector",
                "MaxConcurrency",
                "ToleratedFailureCount",
                "ToleratedFailurePercentage",
                "Label",
                .. MapOptions.NotHonoured,
            ],
            [.. s_selected, "ItemsPath", "MaxConcurrencyPath", "ToleratedFailureCountPath", "ToleratedFailurePercentagePath"],
            ["Items", "Output"]
        ),
    };

    /// <summary>Null where there is no such type.</summary>
    public static FieldSet? Of(string? type) => type is null ? null : s_byType.GetValueOrDefault(type);
}
