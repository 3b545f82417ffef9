using KillSwitch.Local.Acts;
using KillSwitch.Scenarios;

namespace KillSwitch.Local.Cli;

/// <summary>What is said of a file of one's own orders around its play: nothing in it is left out silently.</summary>
internal static class OrdersFileTold
{
    private const int ExitNothingTaken = 1;

    /// <summary>How many orders <c>--map</c> shows.</summary>
    public const int Mapped = 3;

    /// <summary>Before it is played.</summary>
    /// <returns>Null, or the exit code where there is nothing to play.</returns>
    public static int? Before(OrdersFileContent content)
    {
        Write(OrdersFileReport.Found(content));
        if (!content.IsEmpty)
            return null;
        Console.WriteLine("There is no order in it that could be sent.");
        return After(content, ExitNothingTaken);
    }

    /// <summary>Instead of playing it.</summary>
    /// <returns>The exit code.</returns>
    public static int Map(OrdersFileContent content)
    {
        Write(OrdersFileReport.Mapped(content));
        Write(OrdersFileReport.Found(content));
        return After(content, content.IsEmpty ? ExitNothingTaken : 0);
    }

    /// <summary>After it was played.</summary>
    /// <returns>The exit code: 1 also where nothing in it is an order that a router takes.</returns>
    public static int After(OrdersFileContent content, int exitCode)
    {
        Write(OrdersFileReport.Refused(content));
        return exitCode == 0 && content.IsAllRefused ? ExitNothingTaken : exitCode;
    }

    private static void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.WriteLine(line);
    }
}
