using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>.*</c> or <c>[*]</c>.</summary>
internal sealed record WildcardStep : PathStep
{
    public override bool IsDefinite => false;

    public override string Normalised => "[*]";

    public override void Find(JsonElement value, JsonElement root, Selection into)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                into.Add(item);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                into.Add(member.Value);
        }
    }
}
