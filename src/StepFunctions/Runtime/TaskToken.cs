using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>Task tokens: 48 random bytes behind a mark that tells them from other text.</summary>
public static class TaskToken
{
    public const string Mark = "AAAAKgAAAAIAAAAAAAAAA";
    private const int RandomBytes = 48;
    private const int RandomChars = RandomBytes / 3 * 4;

    /// <summary>As long as <see cref="Mark"/>: with the 64 digits of a hash behind it, a name is as long as its token.</summary>
    private const string NameMark = "task-token-not-shown-";

    public static string New() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Whether it could be one of ours; one that could not is called invalid rather than ended.</summary>
    public static bool IsWellFormed(string token) =>
        token.Length == Mark.Length + RandomChars
        && token.StartsWith(Mark, StringComparison.Ordinal)
        && Base64Url.IsValid(token.AsSpan(Mark.Length));

    /// <summary>What stands for a token where it is not shown: as long as the token is, and redeems nothing.</summary>
    public static string NameOf(string token) => NameOf(Encoding.ASCII.GetBytes(token));

    /// <summary>
    /// A text with a name in place of each token: the same name for the same token, so that it can be followed, and one that
    /// redeems nothing. A token that a definition has re-coded (base64, cut in pieces) is not recognised.
    /// </summary>
    public static ReadOnlyMemory<byte> Hidden(ReadOnlyMemory<byte> text)
    {
        ReadOnlySpan<byte> mark = Encoding.ASCII.GetBytes(Mark);
        if (text.Span.IndexOf(mark) < 0)
            return text;
        var shown = text.ToArray();
        for (var at = 0; shown.AsSpan(at).IndexOf(mark) is >= 0 and var found;)
        {
            at += found;
            var token = shown.AsSpan(at, Math.Min(Mark.Length + RandomChars, shown.Length - at));
            if (IsWellFormed(Encoding.ASCII.GetString(token)))
                Encoding.ASCII.GetBytes(NameOf(token), token);
            at++;
        }
        return shown;
    }

    private static string NameOf(ReadOnlySpan<byte> token) => NameMark + Convert.ToHexStringLower(SHA256.HashData(token));
}
