using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KillSwitch.OrderFormats.Orders;

/// <summary>An order in the making. Used for one record after another; not thread-safe.</summary>
internal sealed class OrderDraft
{
    private readonly List<DraftMember> _members = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public OrderDraft()
    {
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public long Ts { get; private set; }

    /// <summary>Which field says its time; empty where none does.</summary>
    public string TimeFrom { get; private set; } = "";

    public string Account { get; private set; } = "";

    public IReadOnlyList<DraftMember> Members => _members;

    public void Begin()
    {
        _members.Clear();
        (Ts, TimeFrom, Account) = (0, "", "");
    }

    public bool Has(string member)
    {
        foreach (var one in _members)
        {
            if (one.Name == member)
                return true;
        }
        return false;
    }

    /// <summary>A number is brought to the form that JSON has; what is none is kept as it is, for the order's refusal to show.</summary>
    public void Set(string member, string value, string from, string raw)
    {
        if (OrderMembers.IsNumber(member) && PlainNumber.TryNormalise(value, out var number))
            value = number;
        if (member == OrderMembers.AccountId)
            Account = value;
        _members.Add(new DraftMember(member, value, from, raw));
    }

    public void Set(string member, string value, string from) => Set(member, value, from, value);

    public void SetTime(long ts, string from, string raw)
    {
        (Ts, TimeFrom) = (ts, from);
        _members.Add(new DraftMember(OrderMembers.Ts, ts.ToString(CultureInfo.InvariantCulture), from, raw));
    }

    public byte[] ToJson()
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        foreach (var member in _members)
        {
            if (member.Name == OrderMembers.Ts)
                _json.WriteNumber(member.Name, Ts);
            else if (OrderMembers.IsNumber(member.Name) && PlainNumber.IsPlain(member.Value))
                WriteNumber(member);
            else
                _json.WriteString(member.Name, member.Value);
        }
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    private void WriteNumber(DraftMember member)
    {
        _json.WritePropertyName(member.Name);
        _json.WriteRawValue(member.Value, skipInputValidation: true);
    }
}
