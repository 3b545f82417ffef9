using System.Security.Cryptography;
using System.Text;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Tracing;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>Writes commands and signals, each on a line of its own, so that a kill never waits behind signals.</summary>
internal sealed class DetectionWriter : IDisposable
{
    private readonly CommandLog _commandLog;
    private readonly SignalLog _signalLog;
    private readonly PersistentWriter<(Command Command, string Trace)> _commands;
    private readonly PersistentWriter<(RiskSignal Signal, string Trace)> _signals;

    public DetectionWriter(KafkaSettings settings, TimeProvider clock, ILoggerFactory loggers, ILogger logger)
    {
        _commandLog = new CommandLog(settings, loggers);
        _signalLog = new SignalLog(settings, loggers);
        _commands = new(Topics.Commands, (c, ct) => _commandLog.AppendAsync(c.Command, attestation: null, c.Trace, ct), clock, logger);
        _signals = new(Topics.RiskSignals, (s, ct) => _signalLog.AppendAsync(s.Signal, s.Trace, ct), clock, logger);
    }

    public long Commands => _commands.Written;

    public long Signals => _signals.Written;

    public long Retries => _commands.Retries + _signals.Retries;

    public string? LastError => _commands.LastError ?? _signals.LastError;

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_commandLog.WarmUpAsync(), _commands.RunAsync(cancellationToken), _signals.RunAsync(cancellationToken));

    public async Task WriteAsync(Detected detected, CancellationToken cancellationToken)
    {
        using var span = Spans.Continue("detect", detected.TraceParent);
        span?.SetTag("order_id", detected.Signal.OrderId)
            .SetTag("scope", detected.Signal.Scope.ToString())
            .SetTag("rule", detected.Signal.Metric);
        var trace = span?.Id ?? detected.TraceParent ?? NewTrace(detected.Signal.SignalId);
        if (detected.Command is { } command)
            await _commands.EnqueueAsync((command, trace), cancellationToken).ConfigureAwait(false);
        await _signals.EnqueueAsync((detected.Signal, trace), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _commandLog.Dispose();
        _signalLog.Dispose();
    }

    /// <summary>For an order that came without one: the trace begins here, and is the same each time the breach is computed.</summary>
    private static string NewTrace(string signalId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signalId)));
        return $"00-{hash[..32]}-{hash[32..48]}-01";
    }
}
