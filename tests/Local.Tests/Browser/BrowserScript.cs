using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Browser;

/// <summary>
/// What people do in Chromium, which stands in the scripts beside this; each ends with an error at the first thing that is wrong.
/// </summary>
internal static class BrowserScript
{
    /// <summary>A whole incident, each page looked at in both themes, takes 45 s on two cores. Each step of a script waits less.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Starts one on a stack.</summary>
    /// <param name="name">Its file.</param>
    /// <param name="data">Of the stack.</param>
    /// <param name="api">Its API.</param>
    /// <param name="more">Further variables.</param>
    public static LocalProgram Start(string name, DataDirectory data, string api, params (string Name, string Value)[] more) =>
        LocalProgram.StartScript(
            Path.Combine(AppContext.BaseDirectory, "Browser", name),
            new Dictionary<string, string?>(more.Select(m => KeyValuePair.Create(m.Name, (string?)m.Value)))
            {
                ["CONSOLE_ADDRESS"] = ConsoleSessions.AddressAt(data.Path, api).ToString(),
                ["CHROMIUM"] = ChromiumFactAttribute.Program,
                ["NODE_DIRECTORY"] = Node.Directory,
            }
        );

    /// <summary>Returns when it has done all of it.</summary>
    public static async Task DoneAsync(this LocalProgram script)
    {
        var exitCode = await script.EndAsync(s_patience);
        Assert.True(exitCode == 0, script.Said);
        Assert.Contains("all of it", script.Said);
    }

    /// <summary>Returns when it has come so far; it goes on when it is told to by <see cref="GoOnAsync"/>.</summary>
    public static Task ReachedAsync(this LocalProgram script, string what) => script.SaysAsync(what);

    public static Task GoOnAsync(this LocalProgram script) => script.InputAsync("\n");
}
