using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.MathAdd: the sum of two numbers, each rounded to a whole one first.</summary>
internal sealed class MathAdd : IIntrinsic
{
    public string Name => "States.MathAdd";

    public (int Least, int Most) Arity => (2, 2);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var sum = (Int128)arguments.Integer(0) + arguments.Integer(1);
        return sum >= long.MinValue && sum <= long.MaxValue ? Json.Number((long)sum) : throw arguments.Invalid();
    }
}
