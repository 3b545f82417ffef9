using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>A field's value is of a type that it can have, and cannot be used all the same.</summary>
internal static class Unfit
{
    public static EvaluationException Of(Template template, string field, string why) =>
        template is ExpressionValue
            ? new EvaluationException(ErrorNames.QueryEvaluationError, why, field) { AfterEvaluation = true }
            : EvaluationException.Runtime(why);
}
