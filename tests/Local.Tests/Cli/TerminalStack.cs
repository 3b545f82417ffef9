using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Cli;

/// <summary>
/// A stack, and a terminal beside it. One serves all tests of a class, as a start takes longer than most of them; each acts on scopes of
/// its own.
/// </summary>
public class TerminalStack : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public string Folder => _folder.Path;

    internal RunningStack Running { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Running = new RunningStack(_folder.Path, await ArgumentsAsync());
        await Running.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Running.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A path in its folder.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Types a command.</summary>
    /// <param name="code">How it has to end.</param>
    /// <param name="what">What it has to say.</param>
    /// <param name="arguments">Behind <c>./run</c>.</param>
    /// <returns>All that it said.</returns>
    public async Task<string> SaysAsync(int code, string what, params string[] arguments)
    {
        await using var act = LocalProgram.Start([.. arguments, "--data", Folder]);
        var ended = await act.EndAsync();
        var isSaid = act.Said.Contains(what, StringComparison.Ordinal);
        Assert.True(ended == code && isSaid, $"{string.Join(' ', arguments)}: {ended}: {act.Said}");
        return act.Said;
    }

    /// <summary>What it is started with beyond directory and ports.</summary>
    protected virtual Task<string[]> ArgumentsAsync() => Task.FromResult<string[]>([]);
}
