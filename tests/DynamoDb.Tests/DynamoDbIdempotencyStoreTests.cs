using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb.Tests;

public sealed class DynamoDbIdempotencyStoreTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private readonly DynamoDbIdempotencyStore _store = new(dynalite.Client, dynalite.Settings);

    [DynaliteFact]
    public async Task ClaimAsync_TwentyAtOnce_AllGetTheOneThatStands()
    {
        var id = NewId();

        var uses = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _store.ClaimAsync(Use(id, $"fingerprint-{i}"), default)));

        Assert.Single(uses.Distinct());
        Assert.Equal(uses[0], await _store.ClaimAsync(Use(id, "later"), default));
    }

    [DynaliteFact]
    public async Task ClaimAsync_Claimed_ExpiresAfter180Days()
    {
        var use = await _store.ClaimAsync(Use(NewId(), "fingerprint"), default);

        var item = (
            await dynalite.Client.GetItemAsync(dynalite.Settings.CommandsTable, new() { ["cmd_id"] = new AttributeValue(use.Id) })
        ).Item;

        Assert.Equal(
            use.FirstTs / 1000 + 180 * 24 * 3600,
            long.Parse(item[TableDefinitions.ExpireAt].N, System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [DynaliteFact]
    public async Task ClaimAsync_BesideCommands_DisturbsNone()
    {
        var commands = new DynamoDbCommandStore(dynalite.Client, dynalite.Settings);
        var command = new HandledCommand
        {
            CmdId = "cmd-9",
            Scope = Examples.NewScope(),
            Action = CommandAction.Kill,
            Reason = "why",
            Outcome = CommandOutcome.Opened,
            IncidentId = "inc-9",
            HandledTs = 1_763_000_000_000,
        };
        await commands.PutAsync(command, default);

        await _store.ClaimAsync(Use(NewId(), "fingerprint") with { Caused = "cmd-9" }, default);

        Assert.Equal(command, await commands.FindAsync("cmd-9", default));
    }

    private static string NewId() => DynamoDbIdempotencyStore.KeysBegin + Guid.NewGuid().ToString("N");

    private static KeyUse Use(string id, string fingerprint) => new(id, fingerprint, "KillRequested", "cmd-1", 1_763_000_000_000);
}
