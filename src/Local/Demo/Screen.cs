using KillSwitch.Local.Happenings;
using Spectre.Console;

namespace KillSwitch.Local.Demo;

/// <summary>The terminal: story lines that stay, and one line of live counters below them. Thread-safe.</summary>
internal sealed class Screen(IAnsiConsole console, TimeProvider time, bool fast)
{
    private const int TimeWidth = 8;
    private const int TimeGap = 2;

    /// <summary>As much of what somebody wrote as a line of the story holds; the whole stands in the topic.</summary>
    private const int LongestDetail = 76;

    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private StatusContext? _status;

    public IAnsiConsole Console => console;

    /// <summary>Runs the story with the counters' line below it, where this is a terminal.</summary>
    public Task RunAsync(Func<Task> story)
    {
        if (!console.Profile.Capabilities.Interactive)
            return story();
        return console.Status().Spinner(Spinner.Known.Dots).StartAsync("starting", async context =>
        {
            _status = context;
            try
            {
                await story();
            }
            finally
            {
                _status = null;
            }
        });
    }

    /// <summary>Something that happened.</summary>
    public void Say(Happening what) =>
        Say(
            $"[{Tones.Style(what.Tone)}]{what.Word.PadRight(Happening.WordWidth)}[/] {Markup.Escape(what.Text)}{(what.Detail is { } detail ? Markup.Escape($": {Short(detail)}") : "")}"
        );

    /// <summary>A line of the story, in Spectre's markup, with the seconds since the start.</summary>
    public void Say(string markup)
    {
        lock (_lock)
            console.Write(Line($"[grey]{time.GetElapsedTime(_started).TotalSeconds,7:0.000}s[/]", markup));
    }

    /// <summary>A line to be clicked or copied.</summary>
    public void Unbroken(string line)
    {
        lock (_lock)
            console.Write(new UnbrokenLine($"{new string(' ', TimeWidth + TimeGap)}{line}"));
    }

    /// <summary>
    /// What does not fit goes on below its beginning. Where there are counters, a line is filled up to the edge, or else what
    /// it is written over would show behind it.
    /// </summary>
    private Grid Line(string at, string markup)
    {
        var text = new GridColumn().PadLeft(0).PadRight(0);
        if (_status is not null)
            text.Width(Math.Max(20, console.Profile.Width - TimeWidth - TimeGap));
        var line = new Grid().AddColumn(new GridColumn().Width(TimeWidth).NoWrap().PadLeft(0).PadRight(TimeGap)).AddColumn(text);
        return line.AddRow(new Markup(at), new Markup(markup));
    }

    /// <summary>The heading of an act, and a pause for whoever is watching.</summary>
    public async Task ActAsync(string title, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            console.WriteLine();
            console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified().RuleStyle("grey"));
        }
        await PauseAsync(TimeSpan.FromSeconds(1), cancellationToken);
    }

    /// <summary>Time to read. None with --fast.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        fast ? Task.CompletedTask : Task.Delay(pause, time, cancellationToken);

    /// <summary>Replaces the line of counters.</summary>
    public void Count(string markup)
    {
        lock (_lock)
        {
            if (_status is not null)
                _status.Status = markup;
        }
    }

    private static string Short(string text) => text.Length <= LongestDetail ? text : $"{text[..(LongestDetail - 1)].TrimEnd()}…";
}
