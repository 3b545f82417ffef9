using System.Diagnostics;
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
    private const long MostOnTheWayMs = 60_000;

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
        if (detected.Command is not null)
            NoteSending(detected);
        using var span = Spans.Detector.StartActivity(
            "detect",
            ActivityKind.Consumer,
            TraceContext.Parse(detected.TraceParent),
            startTime: DateTimeOffset.FromUnixTimeMilliseconds(detected.ArrivedTs)
        );
        span?.SetTag("order_id", detected.Signal.OrderId)
            .SetTag(Spans.Scope, detected.Signal.Scope.ToString())
            .SetTag("rule", detected.Signal.Metric);
        if (detected.Command is null)
            span?.SetTag(Spans.Minor, true);
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

    /// <summary>How long the order took until it was in the topic, as far as its own clock can be believed; a replay's cannot.</summary>
    private static void NoteSending(Detected detected)
    {
        var (sent, arrived) = (detected.Signal.Ts, detected.ArrivedTs);
        if (arrived - sent is < 0 or > MostOnTheWayMs)
            return;
        using var span = Spans.Detector.Note(
            "order on its way",
            detected.TraceParent,
            DateTimeOffset.FromUnixTimeMilliseconds(sent),
            DateTimeOffset.FromUnixTimeMilliseconds(arrived)
        );
        span?.SetTag("order_id", detected.Signal.OrderId);
    }

    /// <summary>For an order that came without one: the trace begins here, and is the same each time the breach is computed.</summary>
    private static string NewTrace(string signalId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signalId)));
        return $"00-{hash[..32]}-{hash[32..48]}-01";
    }
}
