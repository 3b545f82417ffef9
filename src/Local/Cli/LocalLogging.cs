using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace KillSwitch.Local.Cli;

/// <summary>Logs of the process: on standard error, so that the terminal stays readable.</summary>
internal static class LocalLogging
{
    /// <param name="least">What is worth a line: warnings for a stack that runs on; only errors where a story tells what happens.</param>
    public static ILoggerFactory ToConsole(LogLevel least) => LoggerFactory.Create(b => b
        .SetMinimumLevel(least)
        .AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss.fff ";
        })
        .AddFilter("Microsoft", LogLevel.Error)
        // A web server that cannot start logs what it also throws, with its trace; whoever caught it has said it better.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
}
