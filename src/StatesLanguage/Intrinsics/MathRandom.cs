using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>
/// States.MathRandom: a whole number from the first (inclusive) to the second (exclusive); with a third, the seed, always the same
/// one.
/// </summary>
internal sealed class MathRandom : IIntrinsic
{
    public string Name => "States.MathRandom";

    public (int Least, int Most) Arity => (2, 3);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var (from, to) = (arguments.Integer(0), arguments.Integer(1));
        if (from > to)
            throw arguments.Invalid();
        if (from == to)
            return Json.Number(from);
        if (arguments.Count == 3)
            return Json.Number(new Random((int)arguments.Integer(2)).NextInt64(from, to));
        return Json.Number((long)Int128.Clamp(from + (Int128)((double)((Int128)to - from) * entropy.NextDouble()), from, to - 1));
    }
}
