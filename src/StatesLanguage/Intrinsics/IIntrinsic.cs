using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>One intrinsic function.</summary>
internal interface IIntrinsic
{
    /// <summary>With its prefix: <c>States.Format</c>.</summary>
    string Name { get; }

    /// <summary>How many arguments it takes at least and at most.</summary>
    (int Least, int Most) Arity { get; }

    /// <exception cref="EvaluationException">The arguments do not fit.</exception>
    JsonElement Call(IntrinsicArguments arguments, IEntropy entropy);
}
