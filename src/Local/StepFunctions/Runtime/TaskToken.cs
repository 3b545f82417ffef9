using System.Buffers.Text;
using System.Security.Cryptography;

namespace KillSwitch.Local.StepFunctions.Runtime;

/// <summary>Task tokens: 48 random bytes behind a mark that tells them from other text.</summary>
internal static class TaskToken
{
    internal const string Mark = "AAAAKgAAAAIAAAAAAAAAA";
    private const int RandomBytes = 48;
    private const int RandomChars = RandomBytes / 3 * 4;

    public static string New() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Whether it could be one of ours; one that could not is called invalid rather than ended.</summary>
    public static bool IsWellFormed(string token) =>
        token.Length == Mark.Length + RandomChars && token.StartsWith(Mark, StringComparison.Ordinal) && Base64Url.IsValid(token.AsSpan(Mark.Length));
}
