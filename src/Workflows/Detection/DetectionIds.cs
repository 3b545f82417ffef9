using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Names of a breach: functions of scope, rule, window and epoch alone, so that whoever computes the same breach again, after a
/// restart or in another engine, names it the same, and a second delivery is known as one. What follows a restore is another breach,
/// though it be in the same window, or else its kill would be taken for the one before it; in windows that begin
/// later the names need no epoch, see <see cref="Restore.IsNamedIn"/>.
/// </summary>
public static class DetectionIds
{
    private const string CommandPrefix = "det-";

    public static string Signal(Scope scope, string rule, long windowStart, CountingEpoch epoch = default) =>
        "sig-" + Hash(scope, rule, windowStart, epoch);

    /// <summary>
    /// Carries rule, window and epoch in clear: <c>det-order_rate-1343827800000-0123456789abcdef</c>, and after a restore
    /// <c>det-order_rate-1343827800000-1343827811500-0123456789abcdef</c>.
    /// </summary>
    public static string Command(Scope scope, string rule, long windowStart, CountingEpoch epoch = default)
    {
        var named = epoch == default ? "" : $"{epoch}-";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{CommandPrefix}{rule}-{windowStart}-{named}{Hash(scope, rule, windowStart, epoch)}"
        );
    }

    public static string Correlation(Scope scope, string rule, long windowStart, CountingEpoch epoch = default) =>
        "corr-" + Hash(scope, rule, windowStart, epoch);

    /// <summary>The window (its start, Unix ms) and the epoch for which a detector gave this command; null if no detector did.</summary>
    public static (long WindowStart, CountingEpoch Epoch)? BreachOf(string cmdId, Scope scope)
    {
        var (rule, start, named) = cmdId.Split('-') switch
        {
            ["det", var r, var s, _] => (r, s, ""),
            ["det", var r, var s, var e, _] => (r, s, e),
            _ => ("", "", ""),
        };
        if (
            !long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var windowStart)
            || !CountingEpoch.TryParse(named, out var epoch)
        )
            return null;
        return cmdId == Command(scope, rule, windowStart, epoch) ? (windowStart, epoch) : null;
    }

    private static string Hash(Scope scope, string rule, long windowStart, CountingEpoch epoch)
    {
        var named = epoch == default ? "" : $"\n{epoch}";
        var text = string.Create(CultureInfo.InvariantCulture, $"{scope}\n{rule}\n{windowStart}{named}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
