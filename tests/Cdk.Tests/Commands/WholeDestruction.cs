namespace KillSwitch.Cdk.Tests.Commands;

/// <summary>One <c>./run destroy</c> of whole stacks in use, that several tests look at.</summary>
public sealed class WholeDestruction : IAsyncLifetime
{
    internal Workspace Workspace { get; } = new();

    internal RehearsedAccount Account { get; private set; } = null!;

    internal Outcome Outcome { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Account = new RehearsedAccount(Workspace);
        Outcome = await Workspace.RunAsync("destroy", "--student", "alice", "--yes");
    }

    public Task DisposeAsync()
    {
        Workspace.Dispose();
        return Task.CompletedTask;
    }
}
