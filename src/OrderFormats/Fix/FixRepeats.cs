using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>
/// One order is one number (34) of a session and day, however often it stands there: in both sides' logs, and again under the same
/// number when the other side asked for it. One that was given while the session was away stands there once, as if repeated
/// (PossDupFlag, 43), so that flag decides nothing. A session that begins its numbers anew has other ids (11) under them.
/// </summary>
internal sealed class FixRepeats
{
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <returns>Whether it was there before.</returns>
    /// <exception cref="RecordRefusedException">A field that tells is there twice.</exception>
    public bool WasThere(FixMessage message)
    {
        var sent = message.Text(FixTags.OrigSendingTime) ?? message.Text(FixTags.SendingTime) ?? "";
        var day = sent[..Math.Min(sent.Length, "20261129".Length)];
        var session = $"{message.Text(FixTags.SenderCompId)}\u0001{message.Text(FixTags.TargetCompId)}\u0001{day}";
        var id = message.Text(FixTags.ClOrdId);
        if (!_numbers.Add($"{session}\u0001{message.Text(FixTags.MsgSeqNum)}\u0001{id}"))
            return true;
        // Sent again under a new number, as an order of its own if the first never arrived.
        var isNew = _ids.Add($"{session}\u0001{id}");
        return !isNew && message.Is(FixTags.PossResend, "Y"u8);
    }
}
