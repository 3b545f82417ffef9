using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>[?(@.price &gt; 10)]</c>: the items, or members, for which the filter holds.</summary>
internal sealed record FilterStep(FilterExpression Filter, string Source) : PathStep
{
    public override bool IsDefinite => false;

    public override string Normalised => "[?]";

    public override void Find(JsonElement value, JsonElement root, Selection into)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                AddIfItHolds(item, root, into);
        }
        else if (value.ValueKind == JsonValueKind.Object)
            AddIfItHolds(value, root, into);
    }

    private void AddIfItHolds(JsonElement value, JsonElement root, Selection into)
    {
        into.Look();
        if (Filter.Holds(value, root, into))
            into.Add(value);
    }
}
