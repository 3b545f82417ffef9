using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.ArrayGetItem: the item at an index, counted from 0.</summary>
internal sealed class ArrayGetItem : IIntrinsic
{
    public string Name => "States.ArrayGetItem";

    public (int Least, int Most) Arity => (2, 2);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var array = arguments.Array(0);
        var index = arguments.Integer(1);
        return index >= 0 && index < array.GetArrayLength() ? array[(int)index] : throw arguments.Invalid();
    }
}
