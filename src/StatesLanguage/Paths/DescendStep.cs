using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary><c>..</c>: the value and everything below it, to which the next step is applied.</summary>
internal sealed record DescendStep(PathStep Next) : PathStep
{
    public override bool IsDefinite => false;

    public override string Normalised => ".." + Next.Normalised;

    public override void Find(JsonElement value, JsonElement root, Selection into)
    {
        into.Look();
        Next.Find(value, root, into);
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Find(item, root, into);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                Find(member.Value, root, into);
        }
    }
}
