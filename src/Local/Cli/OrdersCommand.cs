using System.CommandLine;
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
                "panic: many accounts, one of which goes mad. normal: an ordinary day. knight: 1 August 2012 again. Else a file of your own orders, one JSON object a line; - reads standard input to its end.",
        };
        var speed = ScenarioChoice.Speed(
            "For a file: how many times as fast as the ts of its orders say, in milliseconds, 0.01 to 1000000. Default 1."
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
        var (scale, seed, kafka) = (ScenarioChoice.TimeScale(), ScenarioChoice.Seed(), new KafkaOptions());
        var command = new Command("orders", "Play orders into a stack that runs, and say what became of them.")
        {
            what, speed, fast, replay, seconds, scale, seed,
        };
        kafka.AddTo(command);
        command.Validators.Add(result =>
        {
            var named = ScenarioChoice.Names.Contains(result.GetValue(what));
            Option[] others = named ? [speed, fast, replay] : [seconds, scale, seed];
            foreach (var option in others.Where(o => result.GetResult(o) is { Implicit: false }))
                result.AddError($"{option.Name} is for a {(named ? "file of your own orders" : "scenario")}: leave it out.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = kafka.Read(parsed);
            var name = parsed.GetValue(what)!;
            var named = ScenarioChoice.Names.Contains(name);
            var pace = parsed.GetValue(speed) ?? (parsed.GetValue(fast) ? OrdersFileScenario.AsFastAsItGoes : 1);
            IOrderScenario scenario = named
                ? ScenarioChoice.Named(
                    name,
                    new ScenarioOptions { Seed = parsed.GetValue(seed), TimeScale = parsed.GetValue(scale) }
                )
                : await ScenarioChoice.FileAsync(name, pace, cancellationToken);
            return await new OrderRun(settings, scenario, TimeProvider.System)
            {
                PlayFor = named ? TimeSpan.FromSeconds(parsed.GetValue(seconds)) : Timeout.InfiniteTimeSpan,
                Marked = parsed.GetValue(replay),
            }.RunAsync(cancellationToken);
        });
        return command;
    }
}
