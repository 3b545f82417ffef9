using System.CommandLine;
using KillSwitch.Kafka;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Cli;

/// <summary>Which Kafka: that of a stack on this machine, or any.</summary>
internal sealed class KafkaOptions
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "The data directory of the stack.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DataDirectory.Default,
    };

    private readonly Option<string?> _bootstrap = new("--bootstrap")
    {
        Description = "The Kafka at this address, instead of that of a stack on this machine.",
        HelpName = "HOST:PORT",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_bootstrap);
    }

    /// <exception cref="Hosting.CannotStartException">No stack runs there.</exception>
    public KafkaSettings Read(ParseResult parsed) =>
        parsed.GetValue(_bootstrap) is { } address ? new KafkaSettings(address) : RunningStack.Kafka(parsed.GetValue(_data)!);
}
