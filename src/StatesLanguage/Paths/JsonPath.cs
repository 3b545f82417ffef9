using System.Text.Json;

namespace KillSwitch.StatesLanguage.Paths;

/// <summary>
/// A parsed path: <c>$.a[0].b</c> into a state's data, <c>$$.Execution.Id</c> into the context object, <c>$name.a</c> into a
/// variable.
/// </summary>
/// <param name="Source">As it was written.</param>
/// <param name="Root">What it starts from.</param>
/// <param name="Variable">The variable's name where it starts from one.</param>
/// <param name="Steps">From the root on.</param>
internal sealed record JsonPath(string Source, PathRoot Root, string? Variable, IReadOnlyList<PathStep> Steps)
{
    /// <summary>Whether it can name at most one value; one that cannot gives an array of what it finds.</summary>
    public bool IsDefinite { get; } = Steps.All(s => s.IsDefinite);

    /// <summary>Whether a result can be put there: members and non-negative indexes only.</summary>
    public bool IsReference { get; } = Steps.All(s => s is MemberStep or IndexStep { Index: >= 0 });

    /// <summary>The path as Jayway's library prints it: <c>$['a'][0]</c>.</summary>
    public string Normalised => "$" + string.Concat(Steps.Select(s => s.Normalised));

    private List<JsonElement> Find(JsonElement root, Selection within)
    {
        var found = new List<JsonElement> { root };
        foreach (var step in Steps)
        {
            var next = within.Next();
            foreach (var value in found)
                step.Find(value, root, next);
            found = next.Found;
        }
        return found;
    }

    /// <summary>The value the path names, or null where there is none. An indefinite path always gives an array.</summary>
    /// <exception cref="EvaluationException">It looks at more than <see cref="Selection.MaxSteps"/> values.</exception>
    public JsonElement? Get(JsonElement root) => Get(root, new Selection());

    internal JsonElement? Get(JsonElement root, Selection within)
    {
        if (Steps.Count == 0)
            return root;
        var found = Find(root, within);
        if (!IsDefinite)
            return Json.Array(found);
        return found.Count == 0 ? null : Json.Compact(found[0]);
    }
}
