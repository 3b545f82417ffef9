using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>[0,2]</c>.</summary>
internal sealed record IndexesStep(IReadOnlyList<int> Indexes) : PathStep
{
    public override bool IsDefinite => false;

    public override string Normalised => "[" + string.Join(",", Indexes) + "]";

    public override void Find(JsonElement value, JsonElement root, Selection into)
    {
        foreach (var index in Indexes)
            new IndexStep(index).Find(value, root, into);
    }
}
