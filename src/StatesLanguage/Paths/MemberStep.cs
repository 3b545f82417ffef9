using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>.name</c> or <c>['name']</c>.</summary>
internal sealed record MemberStep(string Name) : PathStep
{
    public override bool IsDefinite => true;

    public override string Normalised => $"['{Name}']";

    public override void Find(JsonElement value, JsonElement root, Selection into)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Name, out var found))
            into.Add(found);
    }
}
