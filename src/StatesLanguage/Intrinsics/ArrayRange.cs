using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.ArrayRange: first, last (inclusive), step. At most 1,000 items.</summary>
internal sealed class ArrayRange : IIntrinsic
{
    private const int MaxItems = 1000;

    public string Name => "States.ArrayRange";

    public (int Least, int Most) Arity => (3, 3);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var (first, last, step) = (arguments.Integer(0), arguments.Integer(1), arguments.Integer(2));
        if (step == 0)
            throw arguments.Invalid();
        var items = new List<JsonElement>();
        for (Int128 value = first; step > 0 ? value <= last : value >= last; value += step)
        {
            if (items.Count == MaxItems)
                throw arguments.Invalid();
            items.Add(Json.Number((long)value));
        }
        return Json.Array(items);
    }
}
