namespace KillSwitch.Cdk.Tests.Commands;

/// <summary><c>./run cost</c>: of templates synthesized for it.</summary>
public sealed class CostTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Cost_NothingChosen_ComparesAllChoices()
    {
        (await _workspace.RunAsync("cost", "--hours", "24")).EndedWith(0);

        Assert.Collection(
            _workspace.Contexts,
            c => Assert.DoesNotContain("provisioned", c),
            c => Assert.Contains("\"kafka\":\"provisioned\"", c),
            c => Assert.Contains("\"low_cost\":\"true\"", c),
            c => Assert.Matches("provisioned.*low_cost", c));
        var call = Assert.Single(_workspace.Calls, c => c.Contains("dll cost ", StringComparison.Ordinal));
        Assert.Contains("cost --hours 24", call);
        Assert.Matches("/Serverless /.*/Provisioned /.*/Serverless, low cost /.*/Provisioned, low cost$", call);
    }

    [Fact]
    public async Task Cost_Chosen_ShowsThatAlone()
    {
        (await _workspace.RunAsync("cost", "--low-cost")).EndedWith(0);

        Assert.Contains("\"low_cost\":\"true\"", Assert.Single(_workspace.Contexts));
    }

    [Fact]
    public async Task Cost_HoursThatAreNone_AreRefusedBeforeAnythingIsSynthesized()
    {
        (await _workspace.RunAsync("cost", "--hours", "abc")).EndedWith(2).AndSaid("--hours wants a number");

        Assert.Empty(_workspace.Contexts);
    }

    [Fact]
    public async Task Cost_OfNobodysAccount_AsksAwsNothing()
    {
        (await _workspace.RunAsync("cost")).EndedWith(0);

        Assert.DoesNotContain(_workspace.Calls, c => c.StartsWith("aws ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_workspace.Folder, "cdk/cdk.out")));
    }
}
