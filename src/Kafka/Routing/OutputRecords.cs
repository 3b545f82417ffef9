using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using KillSwitch.Workflows.Routing;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Routing;

/// <summary>The records that a decided order becomes. One thread at a time: it keeps the headers that repeat.</summary>
internal sealed class OutputRecords(int partition)
{
    private readonly Header _partition = new(Names.SourcePartition, Utf8(partition));
    private Header _sourceOffset = new(Names.SourceOffset, Utf8(-1));
    private long _offset = -1;
    private DecisionContext? _context;
    private Header? _stateOffsets, _decidedAt, _service;

    /// <summary>The order's own key and value, byte for byte.</summary>
    public Message<byte[]?, byte[]?> Gated(in DecidedOrder decided) =>
        new() { Key = decided.Order.Key, Value = decided.Order.Value, Headers = DecisionHeaders(decided) };

    public Message<byte[]?, byte[]?> Rejected(in DecidedOrder decided)
    {
        var headers = DecisionHeaders(decided);
        headers.Add(Names.RefusalCode, decided.Routed.Refusal is { } code ? Utf8((int)code) : []);
        if (decided.Order.Key is { } key)
            headers.Add(Names.SourceKey, key.Length <= MaxKeptKeyBytes ? key : key[..MaxKeptKeyBytes]);
        var value = decided.Order.Value;
        if (value is { Length: > OutputLimits.MostKeptBytes })
        {
            headers.Add(
                Names.CutFrom,
                Encoding.UTF8.GetBytes($"{value.Length} bytes, sha256 {Convert.ToHexStringLower(SHA256.HashData(value))}")
            );
            value = value[..OutputLimits.MostKeptBytes];
        }
        return new() { Key = _partition.GetValueBytes(), Value = value, Headers = headers };
    }

    public Message<byte[]?, byte[]?> Audit(in DecidedOrder decided)
    {
        Confluent.Kafka.Headers headers = [_partition, SourceOffset(decided.Order.Offset)];
        CopyTrace(decided.Order, headers);
        return new() { Key = decided.Routed.AuditKey, Value = decided.Routed.Audit, Headers = headers };
    }

    private const int MaxKeptKeyBytes = 1024;

    /// <summary>Of a whole number of 64 bits, with its sign.</summary>
    private const int MostDigits = 20;

    /// <summary>Far longer than any trace context; a longer one could make the record too large to be written.</summary>
    private const int MaxTraceBytes = 512;

    private Confluent.Kafka.Headers DecisionHeaders(in DecidedOrder decided)
    {
        if (!ReferenceEquals(_context, decided.Context))
        {
            _context = decided.Context;
            _stateOffsets = new(Names.StateOffsets, Encoding.UTF8.GetBytes(string.Join(',', _context.View.Offsets)));
            _decidedAt = new(Names.DecidedAt, Utf8(_context.NowInMs));
            _service = new(Names.Service, Encoding.UTF8.GetBytes(_context.Service));
        }
        Confluent.Kafka.Headers headers = [_partition, SourceOffset(decided.Order.Offset), _stateOffsets!, _decidedAt!, _service!];
        CopyTrace(decided.Order, headers);
        return headers;
    }

    /// <summary>One for an order's copy and its audit.</summary>
    private Header SourceOffset(long offset)
    {
        if (_offset != offset)
            (_offset, _sourceOffset) = (offset, new(Names.SourceOffset, Utf8(offset)));
        return _sourceOffset;
    }

    private static void CopyTrace(in OrderRecord order, Confluent.Kafka.Headers to)
    {
        if (order.Headers is not { Count: > 0 } headers)
            return;
        for (var i = 0; i < headers.Count; i++)
        {
            if (
                headers[i] is Header { Key: Names.TraceParent or Names.AmznTraceId } header
                && header.GetValueBytes() is { Length: <= MaxTraceBytes }
            )
                to.Add(header);
        }
    }

    private static byte[] Utf8(long number)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        return digits[..length].ToArray();
    }
}
