using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.StringSplit: the parts between any of the characters of the second argument; empty parts are left out.</summary>
internal sealed class StringSplit : IIntrinsic
{
    public string Name => "States.StringSplit";

    public (int Least, int Most) Arity => (2, 2);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var separators = arguments.String(1).ToCharArray();
        var text = arguments.String(0);
        var parts = separators.Length == 0 ? [text] : text.Split(separators, StringSplitOptions.RemoveEmptyEntries);
        return Json.Array(parts.Select(Json.String));
    }
}
