using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using KillSwitch.Workflows.Routing;
using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Routing;

/// <summary>The records that a decided order becomes. One thread at a time: it keeps the bytes of headers that repeat.</summary>
internal sealed class OutputRecords(int partition) : IDisposable
{
    /// <summary>
    /// The most that is kept of a rejected value. A record that fills Kafka's largest batch (1 MiB by default) has no room for
    /// our headers; it would be refused for ever and hold its partition up.
    /// </summary>
    public const int MostKeptBytes = 900_000;

    private readonly AuditJson _json = new();
    private readonly byte[] _partition = Utf8(partition);
    private (IReadOnlyList<long> Offsets, byte[] Bytes) _stateOffsets = ([], []);
    private (long Ts, byte[] Bytes) _decidedAt = (0, Utf8(0));
    private (string Service, byte[] Bytes) _service = ("", []);

    /// <summary>The order's own key and value, byte for byte.</summary>
    public Message<byte[]?, byte[]?> Gated(in DecidedOrder decided) =>
        new() { Key = decided.Order.Key, Value = decided.Order.Value, Headers = DecisionHeaders(decided) };

    public Message<byte[]?, byte[]?> Rejected(in DecidedOrder decided)
    {
        var headers = DecisionHeaders(decided);
        headers.Add(Names.RefusalCode, Encoding.UTF8.GetBytes(decided.Audit.RefusalCode ?? ""));
        if (decided.Order.Key is { } key)
            headers.Add(Names.SourceKey, key.Length <= MaxKeptKeyBytes ? key : key[..MaxKeptKeyBytes]);
        var value = decided.Order.Value;
        if (value is { Length: > MostKeptBytes })
        {
            headers.Add(Names.CutFrom, Encoding.UTF8.GetBytes($"{value.Length} bytes, sha256 {Convert.ToHexStringLower(SHA256.HashData(value))}"));
            value = value[..MostKeptBytes];
        }
        return new() { Key = _partition, Value = value, Headers = headers };
    }

    public Message<byte[]?, byte[]?> Audit(in DecidedOrder decided)
    {
        var audit = decided.Audit;
        var key = audit.OrderId ?? new OrderSource(audit.SourcePartition, audit.SourceOffset).AsId;
        var headers = new Confluent.Kafka.Headers
        {
            { Names.SourcePartition, _partition },
            { Names.SourceOffset, Utf8(audit.SourceOffset) },
        };
        CopyTrace(decided.Order, headers);
        return new() { Key = Encoding.UTF8.GetBytes(key), Value = _json.Write(audit), Headers = headers };
    }

    public void Dispose() => _json.Dispose();

    private const int MaxKeptKeyBytes = 1024;

    /// <summary>Far longer than any trace context; a longer one could make the record too large to be written.</summary>
    private const int MaxTraceBytes = 512;

    private Confluent.Kafka.Headers DecisionHeaders(in DecidedOrder decided)
    {
        var audit = decided.Audit;
        if (!ReferenceEquals(_stateOffsets.Offsets, audit.StateOffsets))
            _stateOffsets = (audit.StateOffsets, Encoding.UTF8.GetBytes(string.Join(',', audit.StateOffsets)));
        if (_decidedAt.Ts != audit.Ts)
            _decidedAt = (audit.Ts, Utf8(audit.Ts));
        if (_service.Service != audit.Service)
            _service = (audit.Service, Encoding.UTF8.GetBytes(audit.Service));
        var headers = new Confluent.Kafka.Headers
        {
            { Names.SourcePartition, _partition },
            { Names.SourceOffset, Utf8(audit.SourceOffset) },
            { Names.StateOffsets, _stateOffsets.Bytes },
            { Names.DecidedAt, _decidedAt.Bytes },
            { Names.Service, _service.Bytes },
        };
        CopyTrace(decided.Order, headers);
        return headers;
    }

    private static void CopyTrace(in OrderRecord order, Confluent.Kafka.Headers to)
    {
        if (order.Headers is not { Count: > 0 } headers)
            return;
        for (var i = 0; i < headers.Count; i++)
        {
            var header = headers[i];
            if (header.Key is Names.TraceParent or Names.AmznTraceId && header.GetValueBytes() is { Length: <= MaxTraceBytes } trace)
                to.Add(header.Key, trace);
        }
    }

    private static byte[] Utf8(long number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
