using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Jsonata;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>Builds a template's value, its expressions evaluated all at once.</summary>
internal static class TemplateEvaluation
{
    /// <exception cref="EvaluationException">Something in it cannot be evaluated.</exception>
    public static async ValueTask<JsonElement> ValueAsync(
        this Evaluation evaluation,
        Template template,
        CancellationToken cancellationToken
    ) => template.Build(evaluation, await ExpressionsAsync(evaluation, template, cancellationToken).ConfigureAwait(false));

    private static async ValueTask<IReadOnlyDictionary<ExpressionValue, JsonElement>> ExpressionsAsync(
        Evaluation evaluation, Template template, CancellationToken cancellationToken)
    {
        var expressions = template.Expressions;
        var values = new Dictionary<ExpressionValue, JsonElement>(expressions.Count);
        if (expressions.Count == 0)
            return values;
        var results = await evaluation.Jsonata
            .EvaluateAsync([.. expressions.Select(e => e.Expression)], evaluation.Bindings(), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < expressions.Count; i++)
            values[expressions[i]] = Checked(expressions[i], results[i]);
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
