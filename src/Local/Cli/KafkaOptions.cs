using System.CommandLine;
using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Local.Acts;

namespace KillSwitch.Local.Cli;

/// <summary>Which Kafka: that of a stack on this machine, or any.</summary>
internal sealed class KafkaOptions
{
    private readonly Option<string> _data = new StackDataOption();

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

    /// <exception cref="CannotStartException">No stack runs there, or that is no address.</exception>
    public KafkaSettings Read(ParseResult parsed)
    {
        if (parsed.GetValue(_bootstrap) is not { } address)
            return RunningStack.Kafka(parsed.GetValue(_data)!);
        try
        {
            return new KafkaSettings(address).Validated();
        }
        catch (ArgumentException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    /// <summary>Whether what is played again is measured so; null where only the Kafka is known.</summary>
    public bool? Replays(ParseResult parsed) =>
        parsed.GetValue(_bootstrap) is null ? RunningStack.Replays(parsed.GetValue(_data)!) : null;

    /// <summary>What shows what became of orders.</summary>
    public string Outcomes(ParseResult parsed)
    {
        if (parsed.GetValue(_bootstrap) is { } address)
            return $"What became of each: ./run tail audit.v1 --bootstrap {address}";
        var hints = new StackHints(parsed.GetValue(_data)!);
        var (one, all, killed) = (hints.Run("audit --order ID"), hints.Run("tail audit.v1"), hints.Run("state"));
        return $"What became of one: {one}; of all: {all}. What is killed: {killed}";
    }
}
