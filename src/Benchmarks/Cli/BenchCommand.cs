using System.CommandLine;
using KillSwitch.Local.Cli;

namespace KillSwitch.Benchmarks.Cli;

/// <summary><c>./run bench</c>. <c>./run</c> sets up what it needs and hands its arguments on.</summary>
internal static class BenchCommand
{
    /// <summary>
    /// How long Ctrl-C lets brokers and routers be stopped and the report be written: longer than a build that is measured beside this one
    /// is given for it.
    /// </summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(40);

    private const string Name = "bench";

    public static Task<int> RunAsync(string[] args) =>
        ProgramRun.RunAsync([Create()], [Name, .. args], StopWithin);

    private static Command Create()
    {
        var all = BenchmarkList.All;
        var names = new Argument<string[]>("NAME")
        {
            Description = $"Which to run, in this order; all without one. {string.Join(" ", all.Select(b => $"{b.Name}: {b.Describe}."))}",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.AcceptOnlyFromAmong([.. all.Select(b => b.Name)]);
        var options = new RunOptions();
        var against = new AgainstOptions(options);
        var command = new Command(
            Name,
            "Measures the kill switch, each figure beside a baseline of the same run. Those that need Apache Kafka start one from KAFKA_HOME."
        )
        {
            names,
        };
        options.AddTo(command);
        against.AddTo(command);
        command.Add(Soak.SoakCommand.Create());
        command.SetAction((parsed, cancellationToken) =>
        {
            var asked = parsed.GetValue(names) is { Length: > 0 } some ? some.Distinct().ToList() : null;
            var chosen = asked is null ? all : [.. asked.Select(n => all.Single(b => b.Name == n))];
            var reportName = asked is null ? "bench" : $"bench-{string.Join('-', asked)}";
            return against.Commit(parsed) is { } commit
                ? against.RunAsync(parsed, commit, reportName, [.. chosen.Select(b => b.Name)], cancellationToken)
                : options.RunAsync(parsed, reportName, chosen, cancellationToken);
        });
        return command;
    }
}
