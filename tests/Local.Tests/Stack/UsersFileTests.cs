using KillSwitch.Local.Identity;
using KillSwitch.Tests;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>Somebody saves half of the users file, and then a scope is killed.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class UsersFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NodeFact]
    public async Task Kill_UsersFileUnreadable_IsMailedToThoseItHadAndHealthSaysSo()
    {
        await using var stack = new RunningStack(_folder);
        await stack.StartAsync();
        using var desk = stack.Desk();
        // Afterwards nobody gets a token.
        var (alice, bob) = (desk.People.Alice, desk.People.Bob);
        await File.WriteAllTextAsync(_folder.File(LocalUsers.FileName), "{");

        var incident = await desk.KillAsync(Scope.Account("42"));

        var mail = await Until.FoundAsync("the kill is mailed", async () =>
            (await bob.GetAsync("/mailbox", default)).Body!.AsArray().FirstOrDefault(m => (string?)m!["incident_id"] == incident)
        );
        Assert.Equal(["alice", "bob", "carol"], mail["to"]!.AsArray().Select(name => (string?)name));
        Assert.Contains("The users file cannot be read just now: these are the people it had at ", (string?)mail["body"]);
        var users = await Until.FoundAsync("health says so", async () =>
            (await bob.GetAsync("/health", default))
                .Body!["parts"]!.AsArray()
                .FirstOrDefault(p => (string?)p!["part"] == "users" && !(bool)p["healthy"]!)
        );
        Assert.Contains("Until then no token is issued and no unkill can be asked for; mail goes to the 4 people", (string?)users["detail"]);
        Assert.Equal("DependencyUnavailable", (await alice.UnkillAsync("ACCOUNT:42", "fixed", default)).Refusal);
    }
}
