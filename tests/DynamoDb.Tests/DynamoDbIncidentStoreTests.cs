using System.Text.Json;
using KillSwitch.Tests;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.DynamoDb.Tests;

public sealed class DynamoDbIncidentStoreTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private readonly DynamoDbIncidentStore _store = new(dynalite.Client, dynalite.Settings, new FakeTimeProvider(s_now));

    [DynaliteFact]
    public async Task FindAsync_NeverSeen_IsNull() =>
        Assert.Null(await _store.FindAsync("inc-nobody", CancellationToken.None));

    [DynaliteFact]
    public async Task FindAsync_EmptyOrEndless_IsNull()
    {
        Assert.Null(await _store.FindAsync("", CancellationToken.None));
        Assert.Null(await _store.FindAsync(new string('x', 5000), CancellationToken.None));
    }

    [DynaliteFact]
    public async Task PutPointerAsync_IsFound()
    {
        var pointer = new IncidentPointer("inc-pointer", Examples.NewScope(), s_now.ToUnixTimeMilliseconds());

        await _store.PutPointerAsync(pointer, CancellationToken.None);

        Assert.Equal(new StoredIncident(pointer, null), await _store.FindAsync("inc-pointer", CancellationToken.None));
    }

    [DynaliteFact]
    public async Task PutPointerAsync_AfterClosing_KeepsTheDocument()
    {
        var closed = Examples.Closed("inc-kept", Examples.NewScope(), s_now.ToUnixTimeMilliseconds());
        await _store.PutClosedAsync(closed, CancellationToken.None);

        await _store.PutPointerAsync(new IncidentPointer("inc-kept", closed.Scope, closed.OpenedTs), CancellationToken.None);

        var found = await _store.FindAsync("inc-kept", CancellationToken.None);
        Assert.Equal(
            JsonSerializer.Serialize(closed, IncidentsJson.Default.Incident),
            JsonSerializer.Serialize(found!.Closed!, IncidentsJson.Default.Incident)
        );
    }

    [DynaliteFact]
    public async Task PutClosedAsync_WithATaskToken_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            _store.PutClosedAsync(Examples.Full(Examples.NewScope()).Incident!, CancellationToken.None)
        );

    [DynaliteFact]
    public async Task ListAsync_AcrossMonths_NewestFirstAndNotOlderThanAYear()
    {
        string[] ids = ["inc-november", "inc-october", "inc-february", "inc-last-year"];
        int[] daysAgo = [1, 40, 280, 500];
        for (var i = 0; i < ids.Length; i++)
            await _store.PutClosedAsync(
                Examples.Closed(ids[i], Examples.NewScope(), s_now.AddDays(-daysAgo[i]).ToUnixTimeMilliseconds()),
                CancellationToken.None
            );

        Assert.Equal(["inc-november", "inc-october", "inc-february"], await ListedAsync(openedUntil: null));
        Assert.Equal(["inc-october", "inc-february"], await ListedAsync(s_now.AddDays(-40)));
        Assert.Equal(["inc-february"], await ListedAsync(s_now.AddDays(-41)));

        async Task<IEnumerable<string>> ListedAsync(DateTimeOffset? openedUntil)
        {
            var listed = new List<string>();
            await foreach (var stored in _store.ListAsync(openedUntil?.ToUnixTimeMilliseconds(), atOnce: 2, CancellationToken.None))
                listed.Add(stored.Pointer.IncidentId);
            return listed.Where(ids.Contains);
        }
    }
}
