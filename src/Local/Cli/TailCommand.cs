using System.CommandLine;
using System.Globalization;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run tail</c>: the records of a topic, as they come.</summary>
internal static class TailCommand
{
    private const string Beginning = "beginning";
    private const string End = "end";
    private const int Latest = 10;

    public static System.CommandLine.Command Create()
    {
        var topic = new Argument<string>("TOPIC") { Description = $"One of {string.Join(", ", Topics.All.Select(t => t.Name))}." };
        var from = new Option<TailStart>("--from")
        {
            Description = $"Where to begin: {Beginning}, {End}, or so many of the latest of each partition. Default {Latest}.",
            HelpName = "WHERE",
            DefaultValueFactory = _ => new TailStart(Latest),
            CustomParser = result => (result.Tokens is [{ Value: var where }] ? Start(where) : null) ?? Wrong(result),
        };
        var key = new FreeText("--key") { Description = "Only records of this key.", HelpName = "KEY" };
        var grep = new FreeText("--grep")
        {
            Description = "Only records with this text in key, headers or value, whatever its case.",
            HelpName = "TEXT",
        };
        var exit = new Option<bool>("--exit") { Description = "End when all that is there has been shown, instead of waiting for more." };
        var json = new Option<bool>("--json") { Description = "A JSON object a line, for programs." };
        var kafka = new KafkaOptions();
        var command = new System.CommandLine.Command("tail", "Show a topic's records as they come: place, time, key, value, headers.")
        {
            topic, from, key, grep, exit, json,
        };
        kafka.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = new RecordFilter(parsed.GetValue(key), parsed.GetValue(grep));
            var tail = new TopicTail(kafka.Read(parsed));
            var (name, start) = (parsed.GetValue(topic)!, parsed.GetValue(from));
            Func<TopicRecord, string> show = parsed.GetValue(json) ? RecordLine.Json : RecordLine.Of;
            try
            {
                await foreach (
                    var record in parsed.GetValue(exit)
                        ? tail.ReadToEndAsync(name, start, cancellationToken)
                        : tail.FollowAsync(name, start, cancellationToken)
                )
                {
                    if (wanted.Takes(record))
                        Console.WriteLine(show(record));
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how one leaves.
            }
            return 0;
        });
        return command;
    }

    private static TailStart? Start(string where) => where switch
    {
        Beginning => TailStart.Beginning,
        End => TailStart.End,
        _ when long.TryParse(where, NumberStyles.None, CultureInfo.InvariantCulture, out var latest) => new TailStart(latest),
        _ => null,
    };

    private static TailStart Wrong(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError(
            $"--from is '{string.Join(' ', result.Tokens)}'; it must be {Beginning}, {End}, or how many of the latest records of each partition. Leave it out for {Latest}."
        );
        return TailStart.End;
    }
}
