using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>.*</c> or <c>[*]</c>.</summary>
internal sealed record WildcardStep : PathStep
{
    public override bool IsDefinite => false;

    public override string Normalised => "[*]";

    public override void Find(JsonElement value, JsonElement root, List<JsonElement> into)
    {
        if (value.ValueKind == JsonValueKind.Array)
            into.AddRange(value.EnumerateArray());
        else if (value.ValueKind == JsonValueKind.Object)
            into.AddRange(value.EnumerateObject().Select(m => m.Value));
    }
}
