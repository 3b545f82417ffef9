using System.Text;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.Base64Encode: MIME Base64 of UTF-8 text, at most 10,000 characters.</summary>
internal sealed class Base64Encode : IIntrinsic
{
    public string Name => "States.Base64Encode";

    public (int Least, int Most) Arity => (1, 1);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var text = arguments.String(0);
        return text.Length <= 10_000 ? Json.String(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))) : throw arguments.Invalid();
    }
}
