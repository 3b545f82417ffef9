using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.ArrayUnique: the array without repeated values; the first of each stays.</summary>
internal sealed class ArrayUnique : IIntrinsic
{
    public string Name => "States.ArrayUnique";

    public (int Least, int Most) Arity => (1, 1);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var unique = new List<JsonElement>();
        foreach (var item in arguments.Array(0).EnumerateArray())
        {
            if (!unique.Exists(seen => Json.Equal(seen, item)))
                unique.Add(item);
        }
        return Json.Array(unique);
    }
}
