using System.Diagnostics;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Nag;

[Collection(SynthesizedApps.Collection)]
public sealed class NagTests(SynthesizedApps apps)
{
    [NagFact]
    public async Task Templates_OfEveryKindOfInstallation_BreakNoRuleWithoutAReason()
    {
        var info = new ProcessStartInfo("node")
        {
            WorkingDirectory = NagFactAttribute.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add("nag.mjs");
        foreach (var app in apps.All)
            info.ArgumentList.Add(app.Folder);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var node = Process.Start(info)!;
        var said = await Task.WhenAll(
            node.StandardOutput.ReadToEndAsync(patience.Token),
            node.StandardError.ReadToEndAsync(patience.Token)
        );
        await node.WaitForExitAsync(patience.Token);

        Assert.True(node.ExitCode == 0, string.Concat(said));
    }
}
