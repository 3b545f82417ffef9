using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.ArrayLength.</summary>
internal sealed class ArrayLength : IIntrinsic
{
    public string Name => "States.ArrayLength";

    public (int Least, int Most) Arity => (1, 1);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy) => Json.Number((long)arguments.Array(0).GetArrayLength());
}
