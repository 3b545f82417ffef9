using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.DynamoDb.Tests;

public sealed class DynamoDbScopeStoreTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private readonly DynamoDbScopeStore _store = new(dynalite.Client, dynalite.Settings);

    [DynaliteFact]
    public async Task LoadAsync_NeverSeen_IsEmptyOfRevisionZero()
    {
        var scope = Examples.NewScope();

        var record = await _store.LoadAsync(scope, CancellationToken.None);

        Assert.Equal(0, record.Revision);
        Assert.Equal(scope, record.Scope);
        Assert.Null(record.Incident);
    }

    [DynaliteFact]
    public async Task TrySaveAsync_EveryAttribute_ComesBackTheSame()
    {
        var record = Examples.Full(Examples.NewScope());

        Assert.True(await _store.TrySaveAsync(record, CancellationToken.None));
        var loaded = await _store.LoadAsync(record.Scope, CancellationToken.None);

        Assert.Equal(Json(record with { Revision = 1 }), Json(loaded));
        Assert.Equal(Examples.Token, loaded.Incident!.Wait!.TaskToken);
    }

    [DynaliteFact]
    public async Task TrySaveAsync_OfAnOlderRevision_IsRefusedAndChangesNothing()
    {
        var record = Examples.Full(Examples.NewScope());
        Assert.True(await _store.TrySaveAsync(record, CancellationToken.None));

        Assert.False(await _store.TrySaveAsync(record with { Version = 1 }, CancellationToken.None));
        Assert.False(await _store.TrySaveAsync(record with { Revision = 7, Version = 1 }, CancellationToken.None));

        Assert.Equal(record.Version, (await _store.LoadAsync(record.Scope, CancellationToken.None)).Version);
    }

    [DynaliteFact]
    public async Task TrySaveAsync_FiftyAtOnce_OneWins()
    {
        var scope = Examples.NewScope();

        var saves = await Task.WhenAll(Enumerable.Range(1, 50).Select(version =>
            _store.TrySaveAsync(ScopeRecord.Empty(scope) with { Version = version }, CancellationToken.None)));

        Assert.Single(saves, saved => saved);
    }

    [DynaliteFact]
    public async Task TrySaveAsync_TaskToken_StandsApartFromTheIncident()
    {
        var scope = Examples.NewScope();
        await _store.TrySaveAsync(Examples.Full(scope), CancellationToken.None);

        var item = (await dynalite.Client.GetItemAsync(new GetItemRequest
        {
            TableName = dynalite.Settings.ScopesTable,
            Key = new() { ["scope"] = new() { S = scope.ToString() } },
        })).Item;

        Assert.Equal(Examples.Token, item["task_token"].S);
        Assert.DoesNotContain("task_token", item["incident"].M["wait"].M.Keys);
        Assert.Equal("APPROVAL_PENDING", item["incident"].M["phase"].S);
    }

    [DynaliteFact]
    public async Task ListOpenAsync_ListsOpenIncidentsAlone()
    {
        var (open, closed, never) = (Examples.NewScope(), Examples.NewScope(), Examples.NewScope());
        await _store.TrySaveAsync(Examples.Full(open), CancellationToken.None);
        await _store.TrySaveAsync(Examples.Full(closed), CancellationToken.None);
        var record = await _store.LoadAsync(closed, CancellationToken.None);
        await _store.TrySaveAsync(record with { Incident = Examples.Closed("inc-1", closed, 1) }, CancellationToken.None);
        await _store.TrySaveAsync(ScopeRecord.Empty(never) with { Version = 1 }, CancellationToken.None);

        var listed = await _store.ListOpenAsync(CancellationToken.None);

        Assert.Contains(open, listed);
        Assert.DoesNotContain(closed, listed);
        Assert.DoesNotContain(never, listed);
    }

    [DynaliteFact]
    public async Task ListOpenAsync_MoreThanOnePage_ListsAll()
    {
        Scope[] scopes = [.. Enumerable.Range(0, 120).Select(_ => Examples.NewScope())];
        foreach (var scope in scopes)
            await _store.TrySaveAsync(Examples.Full(scope), CancellationToken.None);

        Assert.Empty(scopes.Except(await _store.ListOpenAsync(CancellationToken.None)));
    }

    [DynaliteFact]
    public async Task LoadAsync_NobodyListens_SaysWhatToDo()
    {
        var settings = new DynamoDbSettings { Endpoint = "http://127.0.0.1:1" };
        using var client = settings.CreateClient();

        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            new DynamoDbScopeStore(client, settings).LoadAsync(Scope.Global, CancellationToken.None));

        Assert.Contains("killswitch-scopes", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Check that it runs", thrown.Message, StringComparison.Ordinal);
    }

    [DynaliteFact]
    public async Task LoadAsync_TableMissing_SaysSo()
    {
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            new DynamoDbScopeStore(dynalite.Client, dynalite.Settings with { Suffix = "-nobody" }).LoadAsync(
                Scope.Global,
                CancellationToken.None
            )
        );

        Assert.Contains("Create the tables first", thrown.Message, StringComparison.Ordinal);
    }

    private static string Json(ScopeRecord record) => JsonSerializer.Serialize(record, IncidentsJson.Default.ScopeRecord);
}
