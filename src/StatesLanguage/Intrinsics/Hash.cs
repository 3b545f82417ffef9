using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.Hash: hex digest of a value by MD5, SHA-1, SHA-256, SHA-384 or SHA-512. A checksum, not a protection.</summary>
internal sealed class Hash : IIntrinsic
{
    public string Name => "States.Hash";

    public (int Least, int Most) Arity => (2, 2);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var text = arguments[0].ValueKind == JsonValueKind.String ? arguments.String(0) : Json.Text(Json.Compact(arguments[0]));
        var bytes = Encoding.UTF8.GetBytes(text);
        var digest = arguments.String(1) switch
        {
            "MD5" => MD5.HashData(bytes),
            "SHA-1" => SHA1.HashData(bytes),
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            _ => throw arguments.Invalid(),
        };
        return Json.String(Convert.ToHexStringLower(digest));
    }
}
