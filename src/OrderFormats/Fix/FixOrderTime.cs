using System.Text;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.OrderFormats.Times;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>
/// An order's time: TransactTime (60). Where that has whole seconds, which cannot order what one second brings, the finer time of the
/// same second: when it was first to go (122), when it went (52), or the log's own. Where it has none, the first of those there is.
/// </summary>
internal readonly record struct FixOrderTime(long Ms, string From, string Raw)
{
    private const long Second = 1000;

    /// <exception cref="RecordRefusedException">It has none, or one that is no time.</exception>
    public static FixOrderTime Of(FixMessage message, ReadOnlySpan<byte> before)
    {
        var hasTransact = TryField(message, FixTags.TransactTime, out var transact, out var isFine);
        if (hasTransact && isFine)
            return transact;
        // Of an order that is sent again, 52 is when that was.
        var hasSent = TryField(message, FixTags.OrigSendingTime, out var sent, out var sentIsFine)
            || TryField(message, FixTags.SendingTime, out sent, out sentIsFine);
        if (hasTransact && hasSent && sentIsFine && transact.Ms / Second == sent.Ms / Second)
            return sent;
        var hasLogged = FixLogTime.TryRead(before, out var loggedMs);
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        var logged = new FixOrderTime(loggedMs, "the log", hasLogged ? Encoding.Latin1.GetString(line).Trim() : "");
        if (hasTransact)
            return hasLogged && loggedMs % Second != 0 && transact.Ms / Second == loggedMs / Second ? logged : transact;
        if (hasSent)
            return sent;
        return hasLogged
            ? logged
            : throw new RecordRefusedException(RecordRefusalCode.TimeUnreadable, "it has no time: none of 60, 122, 52 is there, and the log has none");
    }

    private static bool TryField(FixMessage message, int tag, out FixOrderTime time, out bool isFine)
    {
        (time, isFine) = (default, false);
        if (message.Text(tag) is not { } text)
            return false;
        if (!OrderTime.TryFix(text, out var ms, out isFine))
            throw new RecordRefusedException(
                RecordRefusalCode.TimeUnreadable,
                $"its time ({tag}) is '{Shown.Of(text)}', and must be as 20261129-13:09:10.623"
            );
        time = new FixOrderTime(ms, FixTags.Name(tag), text);
        return true;
    }
}
