using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Jsonata;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>A value of a definition in which paths, intrinsic functions or expressions may stand.</summary>
internal abstract record Template
{
    /// <summary>The JSONata expressions in it, in the order they stand; evaluated together.</summary>
    public IReadOnlyList<ExpressionValue> Expressions => field ??= [.. Collect()];

    /// <summary>Names of JSONPath variables it reads.</summary>
    public virtual IEnumerable<string> Variables => [];

    /// <summary>Its value, its expressions evaluated all at once.</summary>
    /// <exception cref="EvaluationException">Something in it cannot be evaluated.</exception>
    public async ValueTask<JsonElement> ValueAsync(Evaluation evaluation, CancellationToken cancellationToken) =>
        Build(evaluation, await ExpressionsAsync(evaluation, cancellationToken).ConfigureAwait(false));

    protected virtual IEnumerable<ExpressionValue> Collect() => [];

    /// <summary>The value, given what its expressions gave.</summary>
    internal abstract JsonElement Build(Evaluation evaluation, IReadOnlyDictionary<ExpressionValue, JsonElement> values);

    private async ValueTask<IReadOnlyDictionary<ExpressionValue, JsonElement>> ExpressionsAsync(
        Evaluation evaluation,
        CancellationToken cancellationToken
    )
    {
        var values = new Dictionary<ExpressionValue, JsonElement>(Expressions.Count);
        if (Expressions.Count == 0)
            return values;
        var results = await evaluation.Jsonata
            .EvaluateAsync([.. Expressions.Select(e => e.Expression)], evaluation.Bindings(), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < Expressions.Count; i++)
            values[Expressions[i]] = Checked(Expressions[i], results[i]);
        return values;
    }

    private static JsonElement Checked(ExpressionValue expression, JsonataResult result)
    {
        var what = $"The JSONata expression '{expression.Expression}' specified for the field '{expression.Field}'";
        if (result.Error is not null)
            throw EvaluationException.Query($"{what} threw an error during evaluation. {result.Error}", expression.Field);
        if (result.Type is not null)
            throw EvaluationException.Query($"{what} returned an unsupported result type.", expression.Field);
        return result.Value ?? throw EvaluationException.Query($"{what} returned nothing (undefined).", expression.Field);
    }
}
