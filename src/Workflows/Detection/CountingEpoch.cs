using System.Globalization;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// What an order is counted in. A scope's count begins afresh when people restore it, and each replay has counts of its own; the
/// same window in two epochs is two windows, and their breaches have two names.
/// </summary>
/// <param name="Version">That of the ACTIVE that began it; 0 as long as the scope was never restored.</param>
/// <param name="Replay">The replay it belongs to, see <see cref="ReplayMark"/>; null for orders as they come.</param>
public readonly record struct CountingEpoch(long Version, string? Replay = null)
{
    /// <summary>
    /// As ids carry it: <c>1767365950123</c>, <c>r1</c>, <c>r1.1767365950123</c>; empty for the first, which ids do not carry.
    /// </summary>
    public override string ToString() => (Replay, Version) switch
    {
        (null, 0) => "",
        (null, _) => Version.ToString(CultureInfo.InvariantCulture),
        (_, 0) => Replay,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Replay}.{Version}"),
    };

    /// <summary>Reads what <see cref="ToString"/> writes, and nothing else.</summary>
    public static bool TryParse(string text, out CountingEpoch epoch)
    {
        epoch = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var replay = dot >= 0 ? text[..dot] : ReplayMark.IsRun(text) ? text : null;
        var digits = dot >= 0 ? text[(dot + 1)..] : replay is null ? text : "";
        long version = 0;
        if (digits.Length > 0 && !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out version))
            return false;
        var read = new CountingEpoch(version, replay);
        if (read.ToString() != text || (replay is not null && !ReplayMark.IsRun(replay)))
            return false;
        epoch = read;
        return true;
    }
}
