using System.CommandLine;
using System.Globalization;
using KillSwitch.Hosting;
using KillSwitch.Local.Acts;
using KillSwitch.Scenarios;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run orders</c>: plays orders into a stack that runs.</summary>
internal static class OrdersCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("SCENARIO|FILE")
        {
            Description =
                "panic: many accounts, one of which goes mad. normal: an ordinary day. knight: 1 August 2012 again. Else a file of your own orders: JSON, a FIX log, CSV, LOBSTER or ITCH, packed with gzip or not; - reads standard input to its end.",
        };
        var speed = ScenarioChoice.Speed(
            "For a file: how many times as fast as the times of its orders say, 0.01 to 1000000. Default 1."
        );
        var fast = new Option<bool>("--fast") { Description = "For a file: as fast as its orders can be sent." };
        var replay = new Option<bool>("--replay")
        {
            Description =
                "For a file: mark its orders as played again. A stack that runs with --replay measures them by their own ts; any other takes them as orders of now.",
        };
        var seconds = WholeNumber.Option(
            "--seconds",
            "For a scenario: when it ends. Default 30; Ctrl-C ends it sooner.",
            "N",
            otherwise: 30,
            min: 1,
            max: 86_400
        );
        var map = new Option<bool>("--map")
        {
            Description = "For a file: show what the first orders are made of and what is refused, and send nothing. Needs no stack.",
        };
        var own = new OrdersFileOptions();
        var (scale, seed, kafka) = (ScenarioChoice.TimeScale(), ScenarioChoice.Seed(), new KafkaOptions());
        var command = new Command("orders", "Play orders into a stack that runs, and say what became of them.")
        {
            what, speed, fast, replay, map, seconds, scale, seed,
        };
        own.AddTo(command);
        kafka.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(speed) is { Implicit: false } && result.GetValue(fast))
                result.AddError("--speed and --fast are two paces for the same orders: give one of them.");
            var named = NamedScenarios.Names.Contains(result.GetValue(what));
            Option[] others = named ? [speed, fast, replay, map, .. own.All] : [seconds, scale, seed];
            foreach (var option in others.Where(o => result.GetResult(o) is { Implicit: false }))
                result.AddError($"{option.Name} is for a {(named ? "file of your own orders" : "scenario")}: leave it out.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(what)!;
            var named = NamedScenarios.Names.Contains(name);
            if (!named && name != "-" && !File.Exists(name))
                throw new CannotStartException(
                    $"There is no file {name}, nor a scenario of that name: those are {string.Join(", ", NamedScenarios.Names)}. Name one of them, or a file with orders (JSON lines, FIX, CSV and others), or - to read them from standard input."
                );
            if (parsed.GetValue(map))
                return await MapAsync(own.Read(parsed, name, OrdersFileTold.Mapped), cancellationToken);
            var settings = kafka.Read(parsed);
            var marked = parsed.GetValue(replay);
            if (marked)
                RequireReplays(kafka.Replays(parsed));
            IOrderScenario scenario = named
                ? ScenarioChoice.Named(
                    name,
                    new ScenarioOptions { Seed = parsed.GetValue(seed), TimeScale = parsed.GetValue(scale) }
                )
                : await ScenarioChoice.FileAsync(own.Read(parsed, name), ScenarioChoice.Pace(parsed, speed, fast), cancellationToken);
            var content = (scenario as OrdersFileScenario)?.Content;
            if (content is not null && OrdersFileTold.Before(content) is { } nothing)
                return nothing;
            var run = new OrderRun(settings, scenario, TimeProvider.System)
            {
                PlayFor = named ? TimeSpan.FromSeconds(parsed.GetValue(seconds)) : Timeout.InfiniteTimeSpan,
                Marked = marked,
                Outcomes = kafka.Outcomes(parsed),
            };
            var exitCode = await run.RunAsync(cancellationToken);
            if (content is null)
                return exitCode;
            exitCode = OrdersFileTold.After(content, exitCode);
            // A scenario ends whenever one likes; a file was to be sent as a whole.
            if (cancellationToken.IsCancellationRequested && run.Sent < content.Count)
                throw new StoppedException(
                    string.Create(CultureInfo.InvariantCulture, $"stopped. {content.Count - run.Sent:N0} of the file's {content.Count:N0} were not sent."),
                    new OperationCanceledException(cancellationToken)
                );
            return exitCode;
        });
        return command;
    }

    /// <summary>At whatever pace: nothing is played.</summary>
    private static async Task<int> MapAsync(OrdersFile file, CancellationToken cancellationToken) =>
        OrdersFileTold.Map((await ScenarioChoice.FileAsync(file, OrdersFileScenario.AsFastAsItGoes, cancellationToken)).Content);

    /// <summary>Taken for orders of now, a day of them sent in a minute crosses every limit.</summary>
    private static void RequireReplays(bool? replays)
    {
        if (replays == false)
            throw new CannotStartException(
                "--replay marks orders as played again, and this stack takes them for orders of now all the same: its detector runs without --replay. Start it with ./run local --replay, or leave --replay out here."
            );
        if (replays is null)
            ErrorOutput.Note("Whether the detector there runs with --replay is not known here; where it does not, these are orders of now.");
    }
}
