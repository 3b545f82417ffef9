using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Acts;

/// <summary>The stack that runs on a data directory, whoever started it.</summary>
internal static class RunningStack
{
    /// <summary>One of its people at its operator API.</summary>
    /// <param name="name">Who, as in <c>DIR/users.json</c>.</param>
    /// <param name="directory">Its data directory.</param>
    /// <exception cref="CannotStartException">No stack runs there, or it has nobody of that name.</exception>
    public static OperatorClient As(string name, string directory)
    {
        if (EndpointsOf(directory).Api is not { } api)
            throw None(directory);
        var issued = new LocalTokens(Path.GetFullPath(directory), TimeProvider.System).Issue(name, LocalTokens.MinHours);
        if (issued.IsRefused)
            throw new CannotStartException(issued.Refusal.Message);
        return new OperatorClient(name, api, issued.Value.Value);
    }

    /// <summary>Where its console is, with the key that lets a browser in: a secret, to be shown to whoever asked.</summary>
    /// <param name="directory">Its data directory.</param>
    /// <exception cref="CannotStartException">No stack runs there.</exception>
    public static Uri Console(string directory) =>
        EndpointsOf(directory).Api is { } api ? ConsoleSessions.AddressAt(Path.GetFullPath(directory), api) : throw None(directory);

    /// <summary>Its Kafka.</summary>
    /// <param name="directory">Its data directory.</param>
    /// <exception cref="CannotStartException">No stack runs there.</exception>
    public static KafkaSettings Kafka(string directory)
    {
        var endpoints = EndpointsOf(directory);
        return endpoints.Bootstrap is { } bootstrap ? endpoints.KafkaAt(bootstrap) : throw None(directory);
    }

    /// <summary>Whether its detector measures what is played again by its own times.</summary>
    /// <param name="directory">Its data directory.</param>
    /// <exception cref="CannotStartException">No stack runs there.</exception>
    public static bool Replays(string directory) => EndpointsOf(directory).Replays == true;

    /// <summary>Whether the API did not answer, or not in time.</summary>
    public static bool IsAway(Exception fault) =>
        fault is HttpRequestException or TaskCanceledException { InnerException: TimeoutException };

    /// <summary>What to tell whoever asked an API that did not answer.</summary>
    public static CannotStartException Away(string directory, Exception fault)
    {
        var neverAsked = fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
        var hints = new StackHints(directory);
        var done = neverAsked
            ? $"Nothing was done. Start it: {hints.Run("local")}"
            : $"What was asked may be done all the same: {hints.Run("state")} shows it.";
        return new CannotStartException($"The stack on {Path.GetFullPath(directory)} does not answer ({fault.Message}). {done}", fault);
    }

    private static Endpoints EndpointsOf(string directory) =>
        // Asking must not make one.
        Directory.Exists(directory)
            ? new EndpointsFile(new DataDirectory(directory), TimeProvider.System).Read()
            : throw None(directory);

    private static CannotStartException None(string directory) =>
        new($"No stack runs on {Path.GetFullPath(directory)}. Start one with ./run local, or name its directory with --data DIR.");
}
