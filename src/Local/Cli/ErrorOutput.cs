namespace KillSwitch.Local.Cli;

/// <summary>Errors for people, on standard error, red where that is a terminal.</summary>
public static class ErrorOutput
{
    public static void Write(string message)
    {
        var (on, off) = Console.IsErrorRedirected ? ("", "") : ("\e[31m", "\e[0m");
        Console.Error.WriteLine($"{on}✗{off} {message}");
    }
}
