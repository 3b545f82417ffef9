using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.JsonToString: the value's JSON as text.</summary>
internal sealed class JsonToString : IIntrinsic
{
    public string Name => "States.JsonToString";

    public (int Least, int Most) Arity => (1, 1);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy) => Json.String(Json.Text(Json.Compact(arguments[0])));
}
