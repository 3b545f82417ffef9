namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>
/// What a Map in DISTRIBUTED mode may ask for beyond one inline. Its label and its kind of child execution change no result; what
/// would change which items it runs over, or what it gives, is refused.
/// </summary>
internal static class MapOptions
{
    private static readonly FieldSet s_config = new(["Mode", "ExecutionType"]);

    private static readonly NotHonoured s_notHonoured = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ItemReader"] =
            "it reads no files, so that the Map would run over its input instead. Read the items in a Task before it, and pass them on",
        ["ItemBatcher"] =
            "it gives every iteration one item. Group the items before the Map: with States.ArrayPartition, or $partition in JSONata",
        ["ResultWriter"] =
            "it writes no files. Leave it out, and write the Map's result in a Task after it",
    });

    public static IEnumerable<string> NotHonoured => s_notHonoured.Names;

    /// <summary>Checks Label, ProcessorConfig, and that nothing else is asked for.</summary>
    /// <returns>The first field that cannot be honoured, and why; null where there is none.</returns>
    public static string? Check(Fields map, Fields? processor)
    {
        var first = s_notHonoured.Check(map);
        CheckLabel(map);
        if (processor?.At("ProcessorConfig") is { } config)
            CheckConfig(config);
        map.NotBoth("ItemProcessor", "Iterator");
        map.NotBoth("ItemSelector", "Parameters");
        return first;
    }

    private static void CheckConfig(Fields config)
    {
        s_config.Check(config, QueryLanguage.JsonPath);
        config.OneOf("Mode", "INLINE", "DISTRIBUTED");
        config.OneOf("ExecutionType", "STANDARD", "EXPRESS");
    }

    /// <summary>A label becomes part of an ARN.</summary>
    private static void CheckLabel(Fields map)
    {
        if (map.String("Label") is not { } label)
            return;
        if (label.Length == 0)
            map.Wrong("Label cannot be empty", "Label", Diagnostic.LabelName);
        else if (label.Length > Limits.LabelLength)
            map.Wrong($"Label cannot exceed {Limits.LabelLength} characters", "Label", Diagnostic.LabelName);
        else if (label.Where(IsForbidden).Select(c => (char?)c).FirstOrDefault() is { } wrong)
            map.Wrong($"Label contains invalid character: '{wrong}'", "Label", Diagnostic.LabelName);
    }

    private static bool IsForbidden(char c) =>
        char.IsControl(c) || char.IsWhiteSpace(c) || "?*<>{}[]:;,\\|^~$#%&`\"".Contains(c, StringComparison.Ordinal);
}
