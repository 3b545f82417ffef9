using System.Collections.Concurrent;
using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Clients;

/// <summary>
/// Logs the errors of one client, and what its library says of them. While its broker is away librdkafka repeats itself up to forty times
/// a second, which would bury everything else: the same is logged once in ten seconds. Thread-safe.
/// </summary>
internal sealed class ErrorReports(ILogger log, string clientId)
{
    /// <summary>librdkafka says so of a connection that failed, and adds how long that took; 2.16 says it of every attempt.</summary>
    private const string Fail = "FAIL";

    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    public void Handle(IClient client, Error error)
    {
        if (IsNews($"{error.Code}"))
            Logs.ClientError(log, clientId, error.Reason);
    }

    public void Handle(IClient client, LogMessage message)
    {
        if (message.Facility != Fail || IsNews(WithoutDuration(message.Message)))
            Logs.Client(log, message);
    }

    private static string WithoutDuration(string text) =>
        text.LastIndexOf(" (after ", StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;

    private bool IsNews(string what)
    {
        var now = Stopwatch.GetTimestamp();
        if (_last.TryGetValue(what, out var before) && Stopwatch.GetElapsedTime(before, now) < RepeatAfter)
            return false;
        _last[what] = now;
        return true;
    }
}
