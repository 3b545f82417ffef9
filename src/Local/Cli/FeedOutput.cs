using System.Globalization;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Happenings;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using Spectre.Console;

namespace KillSwitch.Local.Cli;

/// <summary>Writes to the terminal what happens in the stack, a line each.</summary>
internal sealed class FeedOutput : IAsyncDisposable
{
    private readonly IAnsiConsole _console = Terminal.Console();
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _following = Task.CompletedTask;
    private Action _silence = () => { };

    /// <summary>
    /// Topics are followed where the operators' API runs, mail is told of where it is sent, so that with parts in several processes each
    /// line is said once.
    /// </summary>
    /// <param name="options">What runs here.</param>
    /// <param name="stack">It.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<FeedOutput> StartAsync(StackOptions options, LocalStack stack, CancellationToken cancellationToken)
    {
        var output = new FeedOutput();
        if (!options.Runs(PartNames.Api) && !options.Runs(PartNames.Steps))
            return output;
        var kafka = await stack.KafkaAsync(cancellationToken);
        var feed = new LiveFeed(kafka, TimeProvider.System, links: !Console.IsOutputRedirected, output.Write)
        {
            Nearest = () => stack.Detector.Nearest,
        };
        if (options.Runs(PartNames.Api))
            output._following = output.FollowAsync(feed);
        if (options.Runs(PartNames.Steps))
        {
            var mailbox = (await stack.WorkflowAsync(cancellationToken)).Mailbox;
            void Tell(MailEntry mail) => feed.Tell(mail);
            mailbox.Received += Tell;
            output._silence = () => mailbox.Received -= Tell;
        }
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        _silence();
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync(LiveFeed feed)
    {
        try
        {
            await feed.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The stack stops.
        }
        catch (Exception e)
        {
            // Who reads along is no part of the stack: it goes on without.
            ErrorOutput.Write($"What happens is shown no longer: {e.Message} The stack goes on; ./run state, incidents and audit show it.");
        }
    }

    private void Write(DateTimeOffset at, Happening what)
    {
        lock (_lock)
        {
            _console.Markup(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{at:HH:mm:ss.fff}  [{Tones.Style(what.Tone)}]{what.Word.PadRight(Happening.WordWidth)}[/] "
                )
            );
            // As it is: a link that is broken where the window ends cannot be clicked.
            Console.Out.WriteLine(what.Sentence);
        }
    }
}
