using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Tags as calls bring them: a list of key and value.</summary>
internal static class TagList
{
    public static SortedDictionary<string, string> Read(Request request)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (request.Any("tags") is not { ValueKind: JsonValueKind.Array } given)
            return tags;
        foreach (var tag in given.EnumerateArray())
            tags[Json.Text(tag, "key") ?? ""] = Json.Text(tag, "value") ?? "";
        return tags;
    }
}
