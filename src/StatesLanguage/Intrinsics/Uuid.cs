using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.UUID: a new UUID, version 4.</summary>
internal sealed class Uuid : IIntrinsic
{
    public string Name => "States.UUID";

    public (int Least, int Most) Arity => (0, 0);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy) => Json.String(entropy.NewGuid().ToString());
}
