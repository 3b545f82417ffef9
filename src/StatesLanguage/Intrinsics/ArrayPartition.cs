using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.ArrayPartition: the array in chunks of a size; the last may be shorter.</summary>
internal sealed class ArrayPartition : IIntrinsic
{
    public string Name => "States.ArrayPartition";

    public (int Least, int Most) Arity => (2, 2);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var size = arguments.Integer(1);
        if (size is <= 0 or > int.MaxValue)
            throw arguments.Invalid();
        return Json.Array(arguments.Array(0).EnumerateArray().Chunk((int)size).Select(Json.Array));
    }
}
