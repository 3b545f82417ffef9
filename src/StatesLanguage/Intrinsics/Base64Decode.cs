using System.Text;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.Base64Decode: UTF-8 text from MIME Base64, at most 10,000 characters.</summary>
internal sealed class Base64Decode : IIntrinsic
{
    public string Name => "States.Base64Decode";

    public (int Least, int Most) Arity => (1, 1);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var text = arguments.String(0);
        if (text.Length > 10_000)
            throw arguments.Invalid();
        try
        {
            return Json.String(Encoding.UTF8.GetString(Convert.FromBase64String(text)));
        }
        catch (FormatException)
        {
            throw arguments.Invalid();
        }
    }
}
