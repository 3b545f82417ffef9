using KillSwitch.Local.Cli;
using Spectre.Console;

namespace KillSwitch.Lake.Cli;

/// <summary><c>./run lake</c> and <c>./run query</c>.</summary>
internal static class LakePrograms
{
    /// <summary>Lines in a file are not wrapped where a terminal would.</summary>
    private const int WidthOfFiles = 240;

    public static Task<int> RunAsync(string[] args)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;
        return ProgramRun.RunAsync([LakeCommand.Create(), QueryCommand.Create()], args, Timeout.InfiniteTimeSpan);
    }
}
