using System.Text.Json;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Reads the names of errors that a retrier or catcher is for.</summary>
internal static class ErrorEquals
{
    private const string Field = nameof(ErrorEquals);

    public static IReadOnlyList<string> Read(Fields fields)
    {
        if (fields.Any(Field) is not { ValueKind: JsonValueKind.Array } names)
        {
            fields.Wrong($"These fields are required: [{Field}]");
            return [];
        }
        if (names.GetArrayLength() == 0)
            fields.Wrong("Value cannot be empty", Field);
        if (names.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.String))
            fields.Wrong("Expected value of type String", Field);
        return [.. names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!)];
    }

    /// <summary>
    /// Notes a States.ALL that is not alone, or not in the last of the list: names beside it and handlers behind it are never asked.
    /// </summary>
    public static void CheckWildcard(Fields fields, bool last)
    {
        if (fields.Any(Field) is not { ValueKind: JsonValueKind.Array } names)
            return;
        var i = 0;
        foreach (var name in names.EnumerateArray())
        {
            if (name.ValueKind == JsonValueKind.String && name.ValueEquals(ErrorNames.All) && (!last || names.GetArrayLength() > 1))
                fields.Wrong($"{ErrorNames.All} must appear alone and at end of list", $"{Field}[{i}]");
            i++;
        }
    }
}
