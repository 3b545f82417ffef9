using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>[?(@.price &gt; 10)]</c>: the items, or members, for which the filter holds.</summary>
internal sealed record FilterStep(FilterExpression Filter, string Source) : PathStep
{
    public override bool IsDefinite => false;

    public override string Normalised => "[?]";

    public override void Find(JsonElement value, JsonElement root, List<JsonElement> into)
    {
        if (value.ValueKind == JsonValueKind.Array)
            into.AddRange(value.EnumerateArray().Where(item => Filter.Holds(item, root)));
        else if (value.ValueKind == JsonValueKind.Object && Filter.Holds(value, root))
            into.Add(value);
    }
}
