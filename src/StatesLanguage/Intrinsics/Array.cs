using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.Array: its arguments as an array.</summary>
internal sealed class Array : IIntrinsic
{
    public string Name => "States.Array";

    public (int Least, int Most) Arity => (0, int.MaxValue);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy) => Json.Array(arguments.All);
}
