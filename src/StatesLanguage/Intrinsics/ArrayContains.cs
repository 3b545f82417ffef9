using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.ArrayContains: whether the array has the value.</summary>
internal sealed class ArrayContains : IIntrinsic
{
    public string Name => "States.ArrayContains";

    public (int Least, int Most) Arity => (2, 2);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy) =>
        Json.Bool(arguments.Array(0).EnumerateArray().Any(item => Json.Equal(item, arguments[1])));
}
