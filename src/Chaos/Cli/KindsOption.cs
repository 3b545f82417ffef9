using System.CommandLine;
using KillSwitch.Chaos.Plan;
using KillSwitch.Hosting;

namespace KillSwitch.Chaos.Cli;

/// <summary><c>--only KIND,...</c></summary>
internal static class KindsOption
{
    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--only")
        {
            Description = "Only these kinds of faults, comma-separated; --list names them.",
            HelpName = "KIND[,KIND]",
            CustomParser = result =>
                [
                    .. result.Tokens.SelectMany(t =>
                        t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    ),
                ],
        };
        option.Validators.Add(result =>
        {
            foreach (var name in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (FaultKinds.All.All(k => k.Name != name))
                    result.AddError($"--only: there is no kind '{name}'. ./run chaos --list names them all.");
            }
        });
        return option;
    }

    /// <exception cref="CannotStartException">What was asked for takes brokers that can be broken.</exception>
    public static IReadOnlyList<FaultKind> Read(string[]? names, bool withKafka)
    {
        if (names is not { Length: > 0 })
            return [.. FaultKinds.All.Where(k => withKafka || !k.NeedsKafka)];
        FaultKind[] asked = [.. FaultKinds.All.Where(k => names.Contains(k.Name))];
        return asked.FirstOrDefault(k => k.NeedsKafka && !withKafka) is { } kind
            ? throw new CannotStartException($"{kind.Name} needs --kafka: the embedded broker forgets everything when it ends.")
            : asked;
    }
}
