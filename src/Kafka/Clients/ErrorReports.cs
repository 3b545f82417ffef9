using System.Collections.Concurrent;
using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Clients;

/// <summary>
/// Logs the errors of one client. While its broker is away librdkafka repeats itself up to forty times a second, which would
/// bury everything else: the same error is logged once in ten seconds. Thread-safe.
/// </summary>
internal sealed class ErrorReports(ILogger log, string clientId)
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<ErrorCode, long> _last = new();

    public void Handle(IClient client, Error error)
    {
        var now = Stopwatch.GetTimestamp();
        if (_last.TryGetValue(error.Code, out var before) && Stopwatch.GetElapsedTime(before, now) < RepeatAfter)
            return;
        _last[error.Code] = now;
        Logs.ClientError(log, clientId, error.Reason);
    }
}
