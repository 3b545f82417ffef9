namespace KillSwitch.Local.Cli;

/// <summary>
/// Errors for people, on standard error, red where that is a terminal. Where it cannot be written nobody can be told: the exit code says
/// it all the same.
/// </summary>
public static class ErrorOutput
{
    public static void Write(string message)
    {
        var (on, off) = Console.IsErrorRedirected ? ("", "") : ("\e[31m", "\e[0m");
        Line($"{on}✗{off} {message}");
    }

    /// <summary>What is no error, and belongs to no answer.</summary>
    public static void Note(string message) => Line($"  {message}");

    private static void Line(string text)
    {
        try
        {
            Console.Error.WriteLine(text);
        }
        catch (IOException)
        {
            // A full disk behind it must not make of what was done a failure.
        }
    }
}
