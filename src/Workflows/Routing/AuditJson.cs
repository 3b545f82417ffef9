using System.Buffers;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Routing;

/// <summary>Writes audits of decisions as JSON, with buffers used again and again. One thread at a time.</summary>
public sealed class AuditJson : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    public AuditJson() => _writer = new Utf8JsonWriter(_buffer);

    public byte[] Write(DecisionAudit audit)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        JsonSerializer.Serialize(_writer, audit, ContractsJson.Default.DecisionAudit);
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _writer.Dispose();
}
