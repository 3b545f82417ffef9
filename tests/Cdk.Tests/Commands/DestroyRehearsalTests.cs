using System.Text.Json.Nodes;

namespace KillSwitch.Cdk.Tests.Commands;

/// <summary>
/// <c>./run destroy</c> where something is otherwise than it should be, against an account that refuses where others report that AWS does.
/// </summary>
public sealed class DestroyRehearsalTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly RehearsedAccount _account;

    public DestroyRehearsalTests() => _account = new RehearsedAccount(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("CREATED", false)]
    [InlineData("STARTING", true)]
    [InlineData("STOPPING", false)]
    public async Task Destroy_ApplicationInAState_IsToldToStopOnlyWhereItCan(string state, bool stops)
    {
        _account.HasNoInterfaces();
        _account.Change(a => a["application"] = new JsonObject { ["state"] = state, ["jobs"] = new JsonArray() });
        if (state == "STOPPING")
            _account.Change(a => a["application"]!["stopsAt"] = 12);

        (await DestroyAsync()).EndedWith(0);

        Assert.Equal(stops, _workspace.Calls.Any(c => c.StartsWith("aws emr-serverless stop-application", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Destroy_ApplicationThatSomebodyDeleted_IsNotWaitedFor()
    {
        _account.HasNoInterfaces();
        _account.Change(a => a["application"] = null);

        (await DestroyAsync()).EndedWith(0);

        Assert.Single(_workspace.Calls, c => c.StartsWith("aws emr-serverless get-application", StringComparison.Ordinal));
    }

    /// <summary>As after a Ctrl-C: the CDK CLI has ended, and CloudFormation goes on.</summary>
    [Fact]
    public async Task Destroy_WhileCloudFormationIsStillAtAStack_WaitsForIt()
    {
        _account.HasNoInterfaces();
        _account.Change(a => a["stacks"]!["killswitch-detection-alice"]!["busyUntil"] = 40);

        var outcome = await DestroyAsync();

        outcome.EndedWith(0).AndSaid("CloudFormation is still at killswitch-detection-alice (UPDATE_IN_PROGRESS)");
        Assert.DoesNotContain("attempt", outcome.Said, StringComparison.Ordinal);
    }

    /// <summary>However late: what was on its way when the bucket was emptied finds it closed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(45)]
    public async Task Destroy_AccessLogsThatComeLate_FindTheBucketClosed(int minutes)
    {
        _account.HasNoInterfaces();
        _account.Change(a => a["logMinutes"] = minutes);

        (await DestroyAsync()).EndedWith(0);
    }

    /// <summary>The policy is gone, and for a little while S3 does not know it everywhere.</summary>
    [Fact]
    public async Task Destroy_LogThatComesWhileTheBucketCloses_IsEmptiedInAnotherAttempt()
    {
        _account.HasNoInterfaces();
        _account.Change(a => a["stacks"]!["killswitch-network-alice"]!["lateLog"] = RehearsedAccount.AccessLogs);

        (await DestroyAsync()).EndedWith(0).AndSaid("attempt 1 of 3");
    }

    [Fact]
    public async Task Destroy_InterfaceThatNeverGoes_EndsAndSaysWhatIsLeftAtWhichPrice()
    {
        _account.Change(a => a["interfaces"]![0]!["minutes"] = null);

        (await DestroyAsync())
            .EndedWith(1)
            .AndSaid(
                "are left after 60 minutes",
                "✗ stacks               killswitch-network-alice",
                "✗ network interfaces   eni-1",
                // What costs money has gone all the same.
                "✓ clusters",
                "✓ endpoints",
                "It costs nothing by the hour."
            );
    }

    [Fact]
    public async Task Destroy_AgainAfterOneThatFailedHalfWay_Finishes()
    {
        _account.HasNoInterfaces();
        _account.Change(a => a["stacks"]!["killswitch-streaming-alice"]!["stuck"] = true);
        (await DestroyAsync()).EndedWith(1).AndSaid("attempt 3 of 3");
        Assert.Equal(
            ["killswitch-network-alice", "killswitch-streaming-alice"],
            _account.Now["stacks"]!.AsObject().Select(s => s.Key).Order()
        );

        _account.Change(a => a["stacks"]!["killswitch-streaming-alice"]!["stuck"] = false);
        (await DestroyAsync()).EndedWith(0).AndSaid("Nothing of alice is left");
    }

    /// <summary>The job had ended and the application stopped; the buckets were empty already.</summary>
    [Fact]
    public async Task Destroy_AgainBeforeAnyStackWent_Finishes()
    {
        _account.HasNoInterfaces();
        _account.Change(a => a["stacks"]!["killswitch-detection-alice"]!["stuck"] = true);
        (await DestroyAsync()).EndedWith(1);
        Assert.Equal("STOPPED", (string?)_account.Now["application"]!["state"]);

        _account.Change(a => a["stacks"]!["killswitch-detection-alice"]!["stuck"] = false);
        (await DestroyAsync()).EndedWith(0);
    }

    /// <summary>A stack that cannot be deleted keeps those it stands on, the cluster among them.</summary>
    [Fact]
    public async Task Destroy_StackThatDoesNotGo_SaysWhatIsLeftAndWhatThatCostsAnHour()
    {
        _account.Change(a => a["stacks"]!["killswitch-workflow-alice"]!["stuck"] = true);

        (await DestroyAsync())
            .EndedWith(1)
            .AndSaid(
                "✗ clusters             killswitch-alice",
                "about the price of msk-serverless-cluster=1 an hour: aws kafka delete-cluster",
                "about the price of interface-endpoint=2 an hour",
                "It costs about the price of msk-serverless-cluster=1 interface-endpoint=2 an hour."
            );
        Assert.DoesNotContain(_workspace.Calls, c => c.EndsWith("cdk.out Network", StringComparison.Ordinal));
    }

    private Task<Outcome> DestroyAsync() => _workspace.RunAsync("destroy", "--student", "alice", "--yes");
}
