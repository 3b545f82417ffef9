using Spectre.Console;

namespace KillSwitch.Local.Acts;

/// <summary>Where the story is told: the terminal, or a file, which gets plain text.</summary>
internal static class Terminal
{
    /// <summary>Wide enough for a line of the story, where the output goes to a file and has no width of its own.</summary>
    private const int FileWidth = 160;

    public static IAnsiConsole Console()
    {
        if (!System.Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = FileWidth;
        return console;
    }
}
