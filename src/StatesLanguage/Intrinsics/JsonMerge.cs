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
        var merged = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in arguments.Object(0).EnumerateObject().Concat(arguments.Object(1).EnumerateObject()))
            merged[member.Name] = member.Value;
        return Json.Object(merged);
    }
}
