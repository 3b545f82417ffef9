using Amazon.DynamoDBv2.Model;

namespace KillSwitch.DynamoDb.Tests;

public sealed class TableAdminTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    [DynaliteFact]
    public async Task EnsureAsync_SeveralAtOnceAndAgain_LeavesOneOfEach()
    {
        var settings = dynalite.Settings with { Suffix = "-ensure" };
        var admin = new TableAdmin(dynalite.Client, settings, TimeProvider.System);

        await Task.WhenAll(admin.EnsureAsync(CancellationToken.None), admin.EnsureAsync(CancellationToken.None));
        await admin.EnsureAsync(CancellationToken.None);

        var tables = (await dynalite.Client.ListTablesAsync(new ListTablesRequest())).TableNames;
        Assert.Equal(5, tables.Count(name => name.EndsWith("-ensure", StringComparison.Ordinal)));
    }
}
