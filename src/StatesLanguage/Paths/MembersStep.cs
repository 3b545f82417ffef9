using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>['a','b']</c>: an object of those of the members that are there.</summary>
internal sealed record MembersStep(IReadOnlyList<string> Names) : PathStep
{
    public override bool IsDefinite => true;

    public override string Normalised => "[" + string.Join(",", Names.Select(n => $"'{n}'")) + "]";

    public override void Find(JsonElement value, JsonElement root, Selection into)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;
        into.Add(Json.Object(
            from name in Names
            let member = Json.Member(value, name)
            where member is not null
            select KeyValuePair.Create(name, member.Value)));
    }
}
