using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.JsonMerge: a shallow merge of two objects; the second wins. The third argument, deep merging, must be false.</summary>
internal sealed class JsonMerge : IIntrinsic
{
    public string Name => "States.JsonMerge";

    public (int Least, int Most) Arity => (3, 3);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        if (arguments.Bool(2))
            throw arguments.Invalid("deep merging is not supported");
        return arguments.Object(1).EnumerateObject().Aggregate(arguments.Object(0), (merged, member) => Json.With(merged, member.Name, member.Value));
    }
}
