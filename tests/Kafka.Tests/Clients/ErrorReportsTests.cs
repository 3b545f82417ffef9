using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Tests.Clients;

public sealed class ErrorReportsTests
{
    private const string Refused = "[thrd:a:1/bootstrap]: a:1/bootstrap: Connect to ipv4#127.0.0.1:1 failed: Connection refused";

    private readonly List<string> _said = [];
    private readonly ErrorReports _reports;

    public ErrorReportsTests() => _reports = new ErrorReports(new Recorder(_said), "test");

    [Fact]
    public void Handle_SameFailureOfAConnection_IsLoggedOnceHoweverLongItTook()
    {
        Says("FAIL", $"{Refused} (after 0ms in state CONNECT)");
        Says("FAIL", $"{Refused} (after 1ms in state CONNECT)");

        Assert.Contains("Connection refused", Assert.Single(_said));
    }

    [Fact]
    public void Handle_AnotherFailureOrAnotherBroker_IsLoggedToo()
    {
        Says("FAIL", $"{Refused} (after 0ms in state CONNECT)");
        Says("FAIL", $"{Refused.Replace("a:1", "b:2", StringComparison.Ordinal)} (after 0ms in state CONNECT)");
        Says("FAIL", "[thrd:a:1/bootstrap]: a:1/bootstrap: Disconnected (after 70ms in state UP)");

        Assert.Equal(3, _said.Count);
    }

    [Fact]
    public void Handle_WhatIsNoFailureOfAConnection_IsLoggedEachTime()
    {
        Says("FENCED", "another has its transactional id");
        Says("FENCED", "another has its transactional id");

        Assert.Equal(2, _said.Count);
    }

    [Fact]
    public void Handle_SameError_IsLoggedOnce()
    {
        _reports.Handle(null!, new Error(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down"));
        _reports.Handle(null!, new Error(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down"));
        _reports.Handle(null!, new Error(ErrorCode.Local_Transport, "Connection refused"));

        Assert.Equal(2, _said.Count);
    }

    private void Says(string facility, string text) =>
        _reports.Handle(null!, new LogMessage("test#producer-1", SyslogLevel.Error, facility, text));

    private sealed class Recorder(List<string> said) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => said.Add(formatter(state, exception));
    }
}
