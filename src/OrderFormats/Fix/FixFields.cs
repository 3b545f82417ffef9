using System.Text;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>The fields of one message, found by their tags. Used for one message after another; not thread-safe.</summary>
internal sealed class FixFields
{
    /// <summary>Tags up to this are found at once; the few that users have above it, by looking.</summary>
    private const int Indexed = 2048;

    /// <summary>Tags have at most so many digits.</summary>
    private const int MaxTagDigits = 9;

    private readonly RecentTexts _texts = new(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));

    /// <summary>By tag, one more than the number of its first field; below zero where it is not the only one.</summary>
    private readonly int[] _first = new int[Indexed];
    private (int Tag, int Start, int End)[] _fields = new (int, int, int)[64];
    private int _count;

    /// <summary>Reads the fields of a body.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public string? Read(ReadOnlySpan<byte> log, int start, int end)
    {
        Clear();
        var dataTag = 0;
        long dataLength = 0;
        for (var at = start; at < end;)
        {
            if (!TryTag(log[at..end], out var tag, out var digits))
                return $"a field in it has no tag: '{Shown.Of(Encoding.Latin1.GetString(FieldAt(log[at..end])))}'";
            var value = at + digits + 1;
            int valueEnd;
            if (dataTag != 0 && tag == dataTag)
            {
                if (dataLength > end - value - 1 || log[value + (int)dataLength] != FixSeparator.Soh)
                    return $"its field {tag} does not end where its length says";
                valueEnd = value + (int)dataLength;
            }
            else
            {
                var length = log[value..end].IndexOf(FixSeparator.Soh);
                if (length < 0)
                    return $"its field {tag} does not end";
                valueEnd = value + length;
            }
            Add(tag, value, valueEnd);
            dataTag = FixDataFields.DataOf(tag);
            if (dataTag != 0 && !TryLength(log[value..valueEnd], out dataLength))
                return $"its field {tag} is no length";
            at = valueEnd + 1;
        }
        return null;
    }

    /// <summary>The value of the field with that tag; empty where there is none.</summary>
    /// <exception cref="RecordRefusedException">It is there twice.</exception>
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> log, int tag)
    {
        var at = Find(tag, 0);
        if (at < 0)
            return [];
        if (IsRepeated(tag, at))
            throw new RecordRefusedException(
                RecordRefusalCode.FieldRepeated,
                $"field {tag} is there twice, and programs differ in which they read"
            );
        return log[_fields[at].Start.._fields[at].End];
    }

    /// <summary>The same as text; null where there is none.</summary>
    /// <exception cref="RecordRefusedException">It is there twice, or is not UTF-8.</exception>
    public string? Text(ReadOnlySpan<byte> log, int tag)
    {
        var bytes = Bytes(log, tag);
        return bytes.IsEmpty ? null : Decoded(bytes, tag);
    }

    /// <summary>Who has that role (452) in the group of parties (453); null where nobody has.</summary>
    /// <exception cref="RecordRefusedException">Two have it, or a name is not UTF-8.</exception>
    public string? Party(ReadOnlySpan<byte> log, ReadOnlySpan<byte> role)
    {
        string? party = null;
        var id = -1;
        for (var i = Find(FixTags.PartyId, 0); i >= 0 && i < _count; i++)
        {
            if (_fields[i].Tag == FixTags.PartyId)
                id = i;
            else if (_fields[i].Tag == FixTags.PartyRole && id >= 0 && log[_fields[i].Start.._fields[i].End].SequenceEqual(role))
            {
                if (party is not null)
                    throw new RecordRefusedException(
                        RecordRefusalCode.FieldRepeated,
                        $"two parties have the role (452) {Encoding.Latin1.GetString(role)}"
                    );
                party = Decoded(log[_fields[id].Start.._fields[id].End], FixTags.PartyId);
                id = -1;
            }
        }
        return party;
    }

    private string Decoded(ReadOnlySpan<byte> bytes, int tag)
    {
        try
        {
            return _texts.Of(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new RecordRefusedException(
                RecordRefusalCode.ValueUnknown,
                $"field {tag} is not UTF-8: '{Shown.Of(Encoding.Latin1.GetString(bytes))}' as Latin-1"
            );
        }
    }

    private void Clear()
    {
        for (var i = 0; i < _count; i++)
        {
            if (_fields[i].Tag < Indexed)
                _first[_fields[i].Tag] = 0;
        }
        _count = 0;
    }

    private void Add(int tag, int start, int end)
    {
        if (_count == _fields.Length)
            Array.Resize(ref _fields, _count * 2);
        _fields[_count++] = (tag, start, end);
        if (tag < Indexed)
            _first[tag] = _first[tag] == 0 ? _count : -Math.Abs(_first[tag]);
    }

    private int Find(int tag, int from)
    {
        if (tag < Indexed && from == 0)
            return Math.Abs(_first[tag]) - 1;
        for (var i = from; i < _count; i++)
        {
            if (_fields[i].Tag == tag)
                return i;
        }
        return -1;
    }

    private bool IsRepeated(int tag, int at) => tag < Indexed ? _first[tag] < 0 : Find(tag, at + 1) >= 0;

    private static bool TryTag(ReadOnlySpan<byte> field, out int tag, out int digits)
    {
        (tag, digits) = (0, 0);
        while (digits < field.Length && digits <= MaxTagDigits && char.IsAsciiDigit((char)field[digits]))
            tag = (tag * 10) + field[digits++] - '0';
        return digits is > 0 and <= MaxTagDigits && tag > 0 && digits < field.Length && field[digits] == '=';
    }

    private static bool TryLength(ReadOnlySpan<byte> digits, out long length)
    {
        length = 0;
        if (digits.Length is 0 or > MaxTagDigits)
            return false;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            length = (length * 10) + digit - '0';
        }
        return true;
    }

    private static ReadOnlySpan<byte> FieldAt(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(FixSeparator.Soh);
        return end < 0 ? rest : rest[..end];
    }
}
