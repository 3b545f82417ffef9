using KillSwitch.Local.Tests.Stack;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Browser;

/// <summary>
/// The console in Chromium, on the whole stack: two browsers, keyboard and mouse, both themes, a phone, and a stack that goes away.
/// </summary>
[Collection(ProcessesCollection.Name)]
public class ConsolePagesTests
{
    [ChromiumFact]
    public async Task Console_WholeIncidentInTwoBrowsers_IsKilledAndGivenBack()
    {
        using var folder = new TempFolder();
        await using var stack = new RunningStack(folder);
        await stack.StartAsync();

        await using var script = BrowserScript.Start(
            "console.browser.mjs", stack.Data, stack.Endpoints.Api!, ("STATES", stack.Endpoints.States!));
        await script.DoneAsync();
    }
}
