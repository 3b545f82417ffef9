using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.DynamoDb.Tests;

public sealed class DynamoDbCommandStoreTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private readonly DynamoDbCommandStore _store = new(dynalite.Client, dynalite.Settings);

    [DynaliteFact]
    public async Task FindAsync_NeverHandled_IsNull() =>
        Assert.Null(await _store.FindAsync("cmd-nobody", CancellationToken.None));

    [DynaliteFact]
    public async Task PutAsync_Twice_TheFirstStays()
    {
        var command = new HandledCommand
        {
            CmdId = "cmd-1",
            Scope = Examples.NewScope(),
            Action = CommandAction.Kill,
            Reason = "why",
            Outcome = CommandOutcome.Opened,
            IncidentId = "inc-1",
            HandledTs = 1_763_000_000_000,
        };

        await _store.PutAsync(command, CancellationToken.None);
        await _store.PutAsync(command with { Outcome = CommandOutcome.Refused }, CancellationToken.None);

        Assert.Equal(command, await _store.FindAsync("cmd-1", CancellationToken.None));
    }
}
