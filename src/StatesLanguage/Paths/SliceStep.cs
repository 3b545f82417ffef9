using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>[1:3]</c>, <c>[-2:]</c>, <c>[:2]</c>.</summary>
internal sealed record SliceStep(int? From, int? To) : PathStep
{
    public override bool IsDefinite => false;

    public override string Normalised => $"[{From}:{To}]";

    public override void Find(JsonElement value, JsonElement root, Selection into)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;
        var length = value.GetArrayLength();
        var from = Math.Clamp(From is < 0 ? length + From.Value : From ?? 0, 0, length);
        var to = Math.Clamp(To is < 0 ? length + To.Value : To ?? length, 0, length);
        for (var i = from; i < to; i++)
            into.Add(value[i]);
    }
}
