using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>A message of a log with its fields, as long as it is looked at.</summary>
internal readonly ref struct FixMessage(ReadOnlySpan<byte> log, FixFields fields)
{
    private readonly ReadOnlySpan<byte> _log = log;

    /// <summary>The value of a field; empty where there is none.</summary>
    /// <exception cref="RecordRefusedException">It is there twice.</exception>
    public ReadOnlySpan<byte> Bytes(int tag) => fields.Bytes(_log, tag);

    /// <summary>The value of a field; null where there is none.</summary>
    /// <exception cref="RecordRefusedException">It is there twice, or is not UTF-8.</exception>
    public string? Text(int tag) => fields.Text(_log, tag);

    /// <summary>Who has that role; null where nobody has.</summary>
    /// <exception cref="RecordRefusedException">Two have it, or a name is not UTF-8.</exception>
    public string? Party(ReadOnlySpan<byte> role) => fields.Party(_log, role);

    public bool Is(int tag, ReadOnlySpan<byte> value) => Bytes(tag).SequenceEqual(value);
}
