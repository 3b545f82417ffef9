using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Names of a breach: functions of scope, rule and window alone, so that whoever computes the same breach again, after a
/// restart or in another engine, names it the same, and a second delivery is known as one.
/// </summary>
public static class DetectionIds
{
    private const string CommandPrefix = "det-";

    public static string Signal(Scope scope, string rule, long windowStart) => "sig-" + Hash(scope, rule, windowStart);

    /// <summary>Carries rule and window in clear: <c>det-order_rate-1343827800000-0123456789abcdef</c>.</summary>
    public static string Command(Scope scope, string rule, long windowStart) =>
        string.Create(CultureInfo.InvariantCulture, $"{CommandPrefix}{rule}-{windowStart}-{Hash(scope, rule, windowStart)}");

    public static string Correlation(Scope scope, string rule, long windowStart) => "corr-" + Hash(scope, rule, windowStart);

    /// <summary>The window (its start, Unix ms) for which a detector gave this command; null if no detector did.</summary>
    public static long? WindowStartOf(string cmdId, Scope scope)
    {
        if (cmdId.Split('-') is not ["det", var rule, var start, _] ||
            !long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var windowStart))
            return null;
        return cmdId == Command(scope, rule, windowStart) ? windowStart : null;
    }

    private static string Hash(Scope scope, string rule, long windowStart)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{scope}\n{rule}\n{windowStart}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
