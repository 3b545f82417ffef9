using System.Security.Cryptography;
using System.Text;

namespace KillSwitch.Workflows.LimitChanges;

/// <summary>Names that a repeated request arrives at again, so that nothing is asked or started twice.</summary>
public static class LimitChangeNames
{
    /// <summary>What every change's id begins with: it tells its links from those of incidents.</summary>
    public const string Prefix = "lc-";

    private const int MaxKeyLength = 40;

    /// <summary><c>lc-</c> and 16 hex digits.</summary>
    /// <param name="cmdId">Of the request: the same for the same person and idempotency key.</param>
    public static string ChangeId(string cmdId) => Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cmdId)))[..16];

    /// <summary>
    /// <c>limit-max_qty-ACCOUNT-12345-</c> and the change's 16 hex digits; <c>-2</c> and so on behind it where a further execution had to
    /// take over. At most 80 characters, as Step Functions demands.
    /// </summary>
    public static string Execution(LimitKey key, string changeId, int generation)
    {
        var readable = string.Concat(
            key.ToString().Take(MaxKeyLength).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')
        );
        var name = $"limit-{readable}-{changeId[Prefix.Length..]}";
        return generation == 1 ? name : $"{name}-{generation}";
    }
}
