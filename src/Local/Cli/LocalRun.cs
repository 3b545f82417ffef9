using KillSwitch.Local.Faults;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Local.Telemetry;
using KillSwitch.WebConsole.Files;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Cli;

/// <summary>Runs the stack until Ctrl-C.</summary>
internal static class LocalRun
{
    /// <summary>A part of the stack failed while it ran.</summary>
    public const int ExitFailed = 1;

    /// <param name="options">What to run.</param>
    /// <param name="quiet">Whether nothing is said of what happens.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(StackOptions options, bool quiet, CancellationToken cancellationToken)
    {
        using var loggers = LocalLogging.ToConsole(LogLevel.Warning);
        using var tracing = Tracing.Start(TracingSettings.FromEnvironment(), options.Data.Traces, TimeProvider.System);
        var faults = FaultHook.FromEnvironment();
        if (faults is not null)
            Say($"{FaultHook.Variable} is set: this process lets its clock and its disk be tampered with. Never run orders through it");
        LocalStack started;
        try
        {
            started = await LocalStack.StartAsync(
                options with
                {
                    BeforeJournalSync = faults is null ? null : faults.BeforeJournalSync,
                    BeforeStart = faults is null ? null : faults.BeforeStart,
                },
                faults?.Time ?? TimeProvider.System,
                loggers,
                Say,
                cancellationToken
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Say("stopped before it was ready");
            return 0;
        }
        await using var stack = started;
        Announce(options, stack);
        await using var feed = quiet ? null : await FeedOutput.StartAsync(options, stack, cancellationToken);
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        if (await Task.WhenAny(stack.Failed, stopped) == stopped)
        {
            Say("stopping");
            return 0;
        }
        ErrorOutput.Write($"{(await stack.Failed).Message} The stack stops: no order is let by without its kill state.");
        return ExitFailed;
    }

    private static void Say(string what) => Console.Error.WriteLine($"  {what}");

    private static void Announce(StackOptions options, LocalStack stack)
    {
        var endpoints = stack.Endpoints;
        // What was changed since counts, too.
        var limits = stack.Routers.Status is [{ Limits: var hold }, ..] ? hold : options.Limits;
        Console.WriteLine($"""
            KillSwitch is ready{(options.Only is null ? "" : $" ({string.Join(", ", options.Only)})")}. Ctrl-C stops it.

              Kafka            {endpoints.Bootstrap}
              Console          {ConsoleAt(options, endpoints)}
              Operator API     {endpoints.Api}
              Step Functions   {endpoints.States}
              DynamoDB         {endpoints.Dynamodb}
              all of it        {options.Data.Endpoints}
              routers          {RouterPart.Said(limits)}

            In another terminal: ./run orders, kill, unkill, approve, limit, state, limits, incidents, audit, prices, tail{Elsewhere(options)}
            """);
    }

    /// <summary>No log holds what would let somebody in.</summary>
    private static string ConsoleAt(StackOptions options, Endpoints endpoints) =>
        endpoints.Api is not { } api ? "in the process that serves the api"
        : Console.IsOutputRedirected ? $"{new Uri(new Uri(api), ConsoleFiles.Root)} (./run console prints what lets you in)"
        : ConsoleSessions.AddressAt(options.Data.Path, api).ToString();

    private static string Elsewhere(StackOptions options) =>
        options.Data.Path == Path.GetFullPath(DataDirectory.Default) ? "" : $", each with --data {options.Data.Path}";
}
