namespace KillSwitch.Api.Routing;

/// <summary>The methods of routes.</summary>
public static class Verbs
{
    public static IReadOnlyList<string> Post { get; } = ["POST"];

    public static IReadOnlyList<string> Delete { get; } = ["DELETE"];

    public static IReadOnlyList<string> Get { get; } = ["GET"];

    /// <summary>For what people, mail scanners and monitors look at: HEAD, too.</summary>
    public static IReadOnlyList<string> Look { get; } = ["GET", "HEAD"];
}
