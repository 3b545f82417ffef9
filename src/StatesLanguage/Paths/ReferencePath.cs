using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary>Puts a result into a state's input (ResultPath).</summary>
internal static class ReferencePath
{
    /// <summary>The input with the value set at the path; what is missing on the way is created.</summary>
    /// <exception cref="EvaluationException">The path leads through a value that has no members, or deeper than any value may
    /// nest.</exception>
    public static JsonElement Put(JsonPath path, JsonElement target, JsonElement value) =>
        path.Steps.Count > Json.MaxDepth
            ? throw new EvaluationException(
                "States.ResultPathMatchFailure",
                $"The path has {path.Steps.Count} steps; a value nests at most {Json.MaxDepth} levels deep."
            )
            : Put(path, 0, target, value);

    private static JsonElement Put(JsonPath path, int depth, JsonElement? target, JsonElement value)
    {
        if (depth == path.Steps.Count)
            return value;
        switch (path.Steps[depth])
        {
            case MemberStep member:
                var owner = target is null or { ValueKind: JsonValueKind.Null } ? Json.EmptyObject : target.Value;
                if (owner.ValueKind != JsonValueKind.Object)
                    throw CannotPut(path, target, value);
                return Json.With(owner, member.Name, Put(path, depth + 1, Json.Member(owner, member.Name), value));
            case IndexStep index
                when target is { ValueKind: JsonValueKind.Array } array && index.Index >= 0 && index.Index < array.GetArrayLength():
                return Json.Array(array.EnumerateArray().Select((item, i) => i == index.Index ? Put(path, depth + 1, item, value) : item));
            default:
                throw CannotPut(path, target, value);
        }
    }

    private static EvaluationException CannotPut(JsonPath path, JsonElement? target, JsonElement value) =>
        new(
            "States.ResultPathMatchFailure",
            $"Unable to apply step \"{path.Source}\" to input {(target is null ? "null" : Json.Text(target.Value))}"
        );
}
