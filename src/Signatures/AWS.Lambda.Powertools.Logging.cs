using System;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

public static class Logger
{
    public static void AppendKey(string key, object value) => throw null;

    public static void LogWarning(string message, params object[] args) => throw null;

    /// <summary>A text as the first argument would choose this one, and be taken for keys of the log line.</summary>
    public static void LogWarning<T>(T extraKeys, string message, params object[] args) where T : class => throw null;

    public static void LogError(Exception exception, string message, params object[] args) => throw null;
}

public static class PowertoolsLoggingBuilderExtensions
{
    public static ILoggingBuilder AddPowertoolsLogger(this ILoggingBuilder builder) => throw null;
}

[AttributeUsage(AttributeTargets.Method)]
public class LoggingAttribute : Attribute
{
    public string CorrelationIdPath { get; set; }

    public bool ClearState { get; set; }
}

public static class CorrelationIdPaths
{
    public const string ApiGatewayRest = "/RequestContext/RequestId";
}
