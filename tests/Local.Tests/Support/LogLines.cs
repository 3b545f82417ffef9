using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Tests.Support;

/// <summary>All that the program's own code logs, down to the last detail. Safe for concurrent use.</summary>
internal sealed class LogLines
{
    private readonly List<string> _lines = [];

    public LogLines() => Factory = LoggerFactory.Create(b => b
        .SetMinimumLevel(LogLevel.Trace)
        .AddProvider(new Hearing(Hear))
        // As the program's own logging leaves them out.
        .AddFilter("Microsoft", LogLevel.Error));

    public ILoggerFactory Factory { get; }

    /// <summary>Adds a line.</summary>
    public void Hear(string line)
    {
        lock (_lines)
            _lines.Add(line);
    }

    /// <summary>The first line that begins so, or null.</summary>
    public string? Find(string beginning)
    {
        lock (_lines)
            return _lines.Find(line => line.StartsWith(beginning, StringComparison.Ordinal));
    }

    public override string ToString()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }

    private sealed class Hearing(Action<string> hear) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => hear($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
