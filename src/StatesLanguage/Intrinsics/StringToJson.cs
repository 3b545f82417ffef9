using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.StringToJson: the value that a text of JSON stands for.</summary>
internal sealed class StringToJson : IIntrinsic
{
    public string Name => "States.StringToJson";

    public (int Least, int Most) Arity => (1, 1);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var text = arguments.String(0);
        if (string.IsNullOrWhiteSpace(text))
            return Json.Null;
        return Json.TryParse(text, out var value) ? Json.Compact(value) : throw arguments.Invalid();
    }
}
