using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>[0]</c>; a negative index counts from the end.</summary>
internal sealed record IndexStep(int Index) : PathStep
{
    public override bool IsDefinite => true;

    public override string Normalised => $"[{Index}]";

    public override void Find(JsonElement value, JsonElement root, Selection into)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;
        var length = value.GetArrayLength();
        var at = Index < 0 ? length + Index : Index;
        if (at >= 0 && at < length)
            into.Add(value[at]);
    }
}
