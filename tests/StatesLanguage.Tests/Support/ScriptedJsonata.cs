using System.Text.Json;
using KillSwitch.StatesLanguage.Jsonata;

namespace KillSwitch.StatesLanguage.Tests.Support;

/// <summary>Knows the few expressions that a test scripts; the language itself is tested where its evaluator runs.</summary>
internal sealed class ScriptedJsonata : IJsonata
{
    private readonly Dictionary<string, Func<JsonElement, JsonataResult>> _expressions = new(StringComparer.Ordinal);

    /// <summary>The expression gives what <paramref name="value"/> makes of the bindings.</summary>
    public ScriptedJsonata On(string expression, Func<JsonElement, JsonElement> value) =>
        OnResult(expression, bindings => JsonataResult.Of(value(bindings)));

    public ScriptedJsonata OnResult(string expression, Func<JsonElement, JsonataResult> result)
    {
        _expressions[expression] = result;
        return this;
    }

    public ValueTask<IReadOnlyList<JsonataResult>> EvaluateAsync(
        IReadOnlyList<string> expressions,
        JsonElement bindings,
        CancellationToken cancellationToken
    ) =>
        ValueTask.FromResult<IReadOnlyList<JsonataResult>>([
            .. expressions.Select(e => _expressions.TryGetValue(e, out var result) ? result(bindings) : JsonataResult.Nothing),
        ]);

    public ValueTask<string?> CheckAsync(string expression, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_expressions.ContainsKey(expression) ? null : "not scripted");
}
