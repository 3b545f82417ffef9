using System.Text.Json;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.StatesLanguage.Evaluations;

/// <summary>What templates, paths and expressions of a state are evaluated against.</summary>
/// <param name="Data">What <c>$</c> is in a path.</param>
/// <param name="Context">The context object: <c>$$</c>, <c>$states.context</c>.</param>
/// <param name="Variables">The variables in scope; an inner one hides an outer one of the same name.</param>
/// <param name="Jsonata">Evaluates expressions.</param>
/// <param name="Entropy">Random values for the functions that give some.</param>
internal sealed record Evaluation(
    JsonElement Data,
    JsonElement Context,
    IReadOnlyDictionary<string, JsonElement> Variables,
    IJsonata Jsonata,
    IEntropy Entropy)
{
    /// <summary>The state's input: <c>$states.input</c>.</summary>
    public JsonElement Input { get; init; } = Data;

    /// <summary>What the state's work gave: <c>$states.result</c>.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>In a catcher, the error: <c>$states.errorOutput</c>.</summary>
    public JsonElement? ErrorOutput { get; init; }

    /// <exception cref="EvaluationException">The path starts from a variable that has no value.</exception>
    public JsonElement? Get(JsonPath path) => path.Get(RootOf(path));

    public JsonElement RootOf(JsonPath path) => path.Root switch
    {
        PathRoot.Context => Context,
        PathRoot.Variable => Variables.TryGetValue(path.Variable!, out var value)
            ? value
            : throw EvaluationException.Runtime($"The variable '${path.Variable}' referenced by the JSONPath '{path.Source}' has no value"),
        _ => Data,
    };

    /// <summary>What JSONata sees: the variables, and <c>$states</c>.</summary>
    public JsonElement Bindings()
    {
        var states = new List<KeyValuePair<string, JsonElement>> { new("input", Input), new("context", Context) };
        if (Result is { } result)
            states.Add(new("result", result));
        if (ErrorOutput is { } error)
            states.Add(new("errorOutput", error));
        return Json.Object(Variables.Append(new("states", Json.Object(states))));
    }
}
