namespace KillSwitch.Cdk.Tests.Commands;

/// <summary>What is closed is nothing to read and nowhere to write, not the next file that is opened.</summary>
public sealed class ClosedStreamsTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public ClosedStreamsTests()
    {
        _workspace.Write("src/Hosting/Node/package-lock.json", "{}");
        _workspace.Write("src/Hosting/Node/node_modules/.killswitch-lock", "{}");
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Run_StandardInputClosed_EndsAsAtTheEndOfAFile() =>
        (await _workspace.StartAsync("-c", "./run orders - <&-")).EndedWith(0).AndSaid("all was read");

    [Fact]
    public async Task Run_OutputClosed_DoesItsWork() => (await _workspace.StartAsync("-c", "./run orders - >&- 2>&-")).EndedWith(0);
}
