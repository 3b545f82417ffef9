using System.IO.Hashing;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>
/// One order is one number (34) of a session and day, however often it stands there: in both sides' logs, and again under the same
/// number when the other side asked for it. One that was given while the session was away stands there once, as if repeated
/// (PossDupFlag, 43), so that flag decides nothing. A session that begins its numbers anew has other ids (11) under them.
/// </summary>
/// <remarks>What was there is kept as hashes of 128 bits: of a billion orders, two would share one once in 10^20 logs.</remarks>
internal sealed class FixRepeats
{
    private const int DayLength = 8;

    private readonly XxHash128 _hash = new();
    private readonly HashSet<UInt128> _numbers = [];
    private readonly HashSet<UInt128> _ids = [];

    /// <returns>Whether it was there before.</returns>
    /// <exception cref="RecordRefusedException">A field that tells is there twice.</exception>
    public bool WasThere(FixMessage message)
    {
        var sent = message.Bytes(FixTags.OrigSendingTime);
        if (sent.IsEmpty)
            sent = message.Bytes(FixTags.SendingTime);
        Add(message.Bytes(FixTags.SenderCompId));
        Add(message.Bytes(FixTags.TargetCompId));
        Add(sent[..Math.Min(sent.Length, DayLength)]);
        Add(message.Bytes(FixTags.ClOrdId));
        var id = _hash.GetCurrentHashAsUInt128();
        Add(message.Bytes(FixTags.MsgSeqNum));
        var number = _hash.GetCurrentHashAsUInt128();
        _hash.Reset();
        if (!_numbers.Add(number))
            return true;
        // Sent again under a new number, as an order of its own if the first never arrived.
        var isNew = _ids.Add(id);
        return !isNew && message.Is(FixTags.PossResend, "Y"u8);
    }

    /// <summary>No value of these has a separator in it.</summary>
    private void Add(ReadOnlySpan<byte> value)
    {
        _hash.Append(value);
        _hash.Append([FixSeparator.Soh]);
    }
}
