using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary>
/// A side of a comparison: a literal, a path from the item (<c>@.a</c>) or from the root (<c>$.a</c>), or a regular expression.
/// </summary>
internal sealed record FilterOperand(JsonElement? Literal, JsonPath? Path, bool FromItem, string? Pattern)
{
    public JsonElement? Value(JsonElement item, JsonElement root, Selection within) =>
        Path is null ? Literal : Path.Get(FromItem ? item : root, within);
}
