using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>A call of an intrinsic function.</summary>
internal sealed record IntrinsicCall(IIntrinsic Function, IReadOnlyList<IntrinsicArgument> Arguments, string Source)
{
    public IEnumerable<string> Variables => Arguments.SelectMany(a => a.Variables);

    /// <exception cref="EvaluationException">The arguments do not fit.</exception>
    public JsonElement Evaluate(Evaluation evaluation)
    {
        var arguments = new JsonElement[Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Arguments[i].Evaluate(evaluation, Source);
        return Function.Call(new IntrinsicArguments(Source, arguments), evaluation.Entropy);
    }
}
