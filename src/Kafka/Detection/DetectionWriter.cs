using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Workflows.Contracts;
using Headers = KillSwitch.Workflows.Contracts.Headers;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Tracing;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>Writes commands and signals, each on a line of its own, so that a kill never waits behind signals.</summary>
internal sealed class DetectionWriter : IDisposable
{
    private readonly PersistentWriter _commands;
    private readonly PersistentWriter _signals;

    public DetectionWriter(ClientConfig client, TimeSpan timeout, TimeProvider clock, ILogger logger)
    {
        _commands = new PersistentWriter(client, Topics.Commands, timeout, clock, logger);
        _signals = new PersistentWriter(client, Topics.RiskSignals, timeout, clock, logger);
    }

    public long Commands => _commands.Written;

    public long Signals => _signals.Written;

    public long Retries => _commands.Retries + _signals.Retries;

    public string? LastError => _commands.LastError ?? _signals.LastError;

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_commands.RunAsync(cancellationToken), _signals.RunAsync(cancellationToken));

    public async Task WriteAsync(Detected detected, CancellationToken cancellationToken)
    {
        using var span = Spans.Continue("detect", detected.TraceParent);
        span?.SetTag("order_id", detected.Signal.OrderId).SetTag("scope", detected.Signal.Scope.ToString()).SetTag("rule", detected.Signal.Metric);
        var trace = span?.Id ?? detected.TraceParent ?? NewTrace(detected.Signal.SignalId);
        if (detected.Command is { } command)
        {
            await _commands.EnqueueAsync(
                Message(command.Scope.ToString(), JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command), trace),
                cancellationToken).ConfigureAwait(false);
        }
        await _signals.EnqueueAsync(
            Message(detected.Signal.Scope.Value, JsonSerializer.SerializeToUtf8Bytes(detected.Signal, ContractsJson.Default.RiskSignal), trace),
            cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _commands.Dispose();
        _signals.Dispose();
    }

    private static Message<string, byte[]> Message(string key, byte[] value, string trace) => new()
    {
        Key = key,
        Value = value,
        Headers = [new Header(Headers.TraceParent, Encoding.UTF8.GetBytes(trace))],
    };

    /// <summary>For an order that came without one: the trace begins here, and is the same each time the breach is computed.</summary>
    private static string NewTrace(string signalId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signalId)));
        return $"00-{hash[..32]}-{hash[32..48]}-01";
    }
}
