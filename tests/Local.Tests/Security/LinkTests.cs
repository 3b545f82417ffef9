using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Local.Tests.Api.Support;

namespace KillSwitch.Local.Tests.Security;

/// <summary>Callback links that somebody changed, guessed or used again.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    private static readonly (string, string) s_json = ("Accept", "application/json");

    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    [Fact]
    public async Task Link_AnyOneCharacterChanged_ShowsNothing()
    {
        var link = await _stack.AskAsync();
        var id = link["/approvals/".Length..];

        Prop.ForAll(
            Gen.Choose(0, id.Length - 1).Zip(Gen.Elements(Alphabet.ToCharArray())).Zip(Gen.Choose(0, 2)).ToArbitrary(),
            change =>
            {
                var ((at, c), kind) = change;
                var changed = kind switch
                {
                    0 => id[..at] + c + id[(at + 1)..],
                    1 => id[..at] + c + id[at..],
                    _ => id[..at] + id[(at + 1)..],
                };
                return changed == id || _stack.Actions.ViewApprovalAsync(changed, default).Result.IsRefused;
            }).VerboseCheckThrowOnFailure();
        Assert.Equal("PENDING", (string?)(await _stack.GetAsync(link, null, s_json)).Json["status"]);
    }

    [Fact]
    public async Task Link_EveryPositionChangedOverHttp_GetsOneAndTheSameAnswer()
    {
        var link = await _stack.AskAsync();
        var answers = new HashSet<string>();
        for (var at = "/approvals/".Length; at < link.Length; at++)
        {
            var changed = link[..at] + (link[at] == 'A' ? 'B' : 'A') + link[(at + 1)..];
            var reply = await _stack.GetAsync(changed, null, s_json);
            answers.Add($"{reply.Status} {reply.Body.Replace((string)reply.Json["trace_id"]!, "", StringComparison.Ordinal)}");
        }
        // What has the form of a link, what has not, and the start of a real one: no answer tells them apart.
        foreach (
            var guess in new[]
            {
                "x",
                "inc-1",
                "aW5jLTEuMS4w.c2ln",
                link["/approvals/".Length..].Split('.')[0],
                new string('A', 512),
                new string('A', 600),
            }
        )
        {
            var reply = await _stack.GetAsync("/approvals/" + guess, null, s_json);
            answers.Add($"{reply.Status} {reply.Body.Replace((string)reply.Json["trace_id"]!, "", StringComparison.Ordinal)}");
        }

        Assert.StartsWith("404 ", Assert.Single(answers));
    }

    [Fact]
    public async Task Link_PartsOfTwoGenuineOnes_AreNone()
    {
        var first = await _stack.AskAsync("ACCOUNT:1");
        var second = await _stack.AskAsync("ACCOUNT:2");

        var mixed = first.Split('.')[0] + "." + second.Split('.')[1];

        Assert.Equal(404, (await _stack.GetAsync(mixed)).Status);
        Assert.Equal(404, (await _stack.PostAsync(mixed, "bob", new { decision = "APPROVE", reason = "r" })).Status);
    }

    [Fact]
    public async Task Link_OfAnotherRequest_DecidesThatRequestAlone()
    {
        var first = await _stack.AskAsync("ACCOUNT:1");
        var second = await _stack.AskAsync("ACCOUNT:2");

        Assert.Equal(200, (await _stack.PostAsync(second, "bob", new { decision = "APPROVE", reason = "r" })).Status);

        Assert.Equal("PENDING", (string?)(await _stack.GetAsync(first, null, s_json)).Json["status"]);
        Assert.Equal("APPROVED", (string?)(await _stack.GetAsync(second, null, s_json)).Json["status"]);
    }

    [Fact]
    public async Task Link_OfAnEarlierRequest_DoesNotDecideTheLaterOne()
    {
        var earlier = await _stack.AskAsync();
        var incident = (string)(await _stack.GetAsync(earlier, null, s_json)).Json["incident_id"]!;
        await _stack.PostAsync(earlier, "bob", new { decision = "REJECT", reason = "not yet" });
        await _stack.StepAsync("killswitch-await-unkill-request", "AwaitUnkillRequest", "ACCOUNT:42", incident, token: "token-unkill-2");
        var later = await _stack.AskAgainAsync("ACCOUNT:42", incident, 2);

        var again = await _stack.PostAsync(earlier, "bob", new { decision = "APPROVE", reason = "r" });

        Assert.NotEqual(earlier, later);
        Assert.Equal((409, "ApprovalAlreadyDecided"), (again.Status, again.Refusal));
        Assert.Equal("PENDING", (string?)(await _stack.GetAsync(later, null, s_json)).Json["status"]);
    }
}
