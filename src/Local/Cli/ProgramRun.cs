using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace KillSwitch.Local.Cli;

/// <summary>Runs one of the project's programs: what a person can put right is said in a sentence, and ends it with exit code 2.</summary>
public static class ProgramRun
{
    /// <summary>Usage that cannot be followed, or a set-up that is not there: the message says what to do.</summary>
    public const int ExitCannotStart = 2;

    /// <summary>As it is typed.</summary>
    private const string Typed = "./run";

    /// <param name="commands">The program's.</param>
    /// <param name="args">As behind <c>./run</c>: a command, and what it takes.</param>
    /// <param name="stopWithin">How long Ctrl-C lets what is at work be finished.</param>
    /// <returns>The exit code; 128 and the signal's number where one ended what had not ended by itself.</returns>
    public static async Task<int> RunAsync(IEnumerable<Command> commands, string[] args, TimeSpan stopWithin)
    {
        using var signals = StopSignals.Listen();
        return await RunAsync(commands, args, stopWithin, signals);
    }

    internal static async Task<int> RunAsync(IEnumerable<Command> commands, string[] args, TimeSpan stopWithin, StopSignals signals)
    {
        var parsed = Root(commands).Parse(args);
        IReadOnlyList<string> errors = EmptyValues.In(parsed) is { Count: > 0 } empty ? empty : [.. parsed.Errors.Select(Naming)];
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                ErrorOutput.Write(error);
            ErrorOutput.Note($"{PathOf(parsed.CommandResult)} --help lists the options.");
            return ExitCannotStart;
        }
        StandardOutput.Guard();
        try
        {
            var command = parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                signals.Stopping
            );
            return await await Task.WhenAny(command, signals.ExpiredAsync(stopWithin));
        }
        catch (OperationCanceledException e) when (signals.Stopping.IsCancellationRequested)
        {
            ErrorOutput.Note(e is StoppedException ? e.Message : "stopped");
            return await signals.ExpiredAsync(TimeSpan.Zero);
        }
        catch (Exception e) when (ForPeople.Message(e) is { } message)
        {
            ErrorOutput.Write(message);
            return ExitCannotStart;
        }
    }

    /// <summary>
    /// Not the parser's own, which calls itself by the name of the program's file: what a person types, the help shows.
    /// </summary>
    private static Command Root(IEnumerable<Command> commands)
    {
        var root = new Command(Typed, "A pre-trade kill switch for brokerage order flow (SEC Rule 15c3-5).") { new HelpOption() };
        foreach (var command in commands)
            root.Subcommands.Add(command);
        return root;
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : Typed;

    /// <summary>Not every message of the parser says which option it is about.</summary>
    private static string Naming(ParseError error) =>
        error.SymbolResult is OptionResult { Option.Name: var name } && !error.Message.Contains(name, StringComparison.Ordinal)
            ? $"{name}: {error.Message}"
            : error.Message;
}
