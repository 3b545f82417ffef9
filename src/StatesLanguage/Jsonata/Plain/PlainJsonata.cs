using System.Text.Json;

namespace KillSwitch.StatesLanguage.Jsonata.Plain;

/// <summary>
/// Answers the expressions that most states consist of, <c>$states.input.scope</c> and the like, without asking JSONata's reference
/// implementation, which stands in another process: before a kill is in force some six questions would wait for their turn there, one
/// after the other. What is not plain, or meets a value of which the reference might make another, is asked there. Thread-safe.
/// </summary>
/// <param name="full">The reference.</param>
public sealed class PlainJsonata(IJsonata full) : IJsonata
{
    private readonly PlainExpressions _expressions = new();

    public ValueTask<IReadOnlyList<JsonataResult>> EvaluateAsync(
        IReadOnlyList<string> expressions,
        JsonElement bindings,
        CancellationToken cancellationToken
    ) =>
        Answer(expressions, bindings) is { } answered
            ? ValueTask.FromResult(answered)
            : full.EvaluateAsync(expressions, bindings, cancellationToken);

    public ValueTask<string?> CheckAsync(string expression, CancellationToken cancellationToken) =>
        full.CheckAsync(expression, cancellationToken);

    /// <summary>Null where any of them has to be asked: then one question is as long as all.</summary>
    public IReadOnlyList<JsonataResult>? Answer(IReadOnlyList<string> expressions, JsonElement bindings)
    {
        var results = new JsonataResult[expressions.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (_expressions.Of(expressions[i])?.Evaluate(bindings) is not { } result)
                return null;
            results[i] = result;
        }
        return results;
    }
}
