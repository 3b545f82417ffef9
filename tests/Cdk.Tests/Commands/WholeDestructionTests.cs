using KillSwitch.Tests;

namespace KillSwitch.Cdk.Tests.Commands;

/// <summary>
/// <c>./run destroy</c> of whole stacks: a job runs, one bucket is locked, access logs come late, functions leave interfaces behind.
/// </summary>
public sealed class WholeDestructionTests(WholeDestruction whole) : IClassFixture<WholeDestruction>
{
    [Fact]
    public void Destroy_WholeStacks_LeavesNothingInOneRun()
    {
        whole.Outcome.EndedWith(0).AndSaid("Nothing of alice is left");

        Assert.Empty(whole.Account.Now["stacks"]!.AsObject());
        Assert.Empty(whole.Account.Now["buckets"]!.AsObject());
        Assert.Empty(whole.Account.Now["interfaces"]!.AsArray());
        Assert.DoesNotContain("attempt", whole.Outcome.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Destroy_JobThatRuns_IsCancelledBeforeItsApplicationIsStopped() =>
        Assert.InRange(Index("aws emr-serverless cancel-job-run"), 0, Index("aws emr-serverless stop-application") - 1);

    [Fact]
    public void Destroy_LockedAndUnlockedBuckets_BypassesLocksWhereThereAreSome()
    {
        var deletions = whole.Workspace.Calls.Where(c => c.StartsWith("aws s3api delete-objects", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            [RehearsedAccount.AccessLogs, RehearsedAccount.Audit, RehearsedAccount.Detection],
            deletions.Select(c => c.Split(' ')[4]).Distinct().Order()
        );
        Assert.All(deletions, c =>
            Assert.Equal(
                c.Contains(RehearsedAccount.Audit, StringComparison.Ordinal),
                c.Contains("--bypass-governance-retention", StringComparison.Ordinal)
            )
        );
    }

    /// <summary>S3 deletes a thousand in a call. Of the detection's bucket there are 500 versions and 1,200 markers.</summary>
    [Fact]
    public void Destroy_MoreMarkersThanVersions_AreDeletedInTwoCalls() =>
        Assert.Equal(
            2,
            whole.Workspace.Calls.Count(c =>
                c.StartsWith($"aws s3api delete-objects --bucket {RehearsedAccount.Detection} ", StringComparison.Ordinal)
            )
        );

    [Fact]
    public void Destroy_InterfacesThatLinger_AreWaitedForAndDeletedOnceTheyAreAvailable()
    {
        whole.Outcome.AndSaid("network interfaces that Lambda and others have not let go of: 2, after 0 of at most 60 minutes");

        var deleted = Assert.Single(whole.Workspace.Calls, c => c.StartsWith("aws ec2 delete-network-interface", StringComparison.Ordinal));
        Assert.EndsWith("eni-2", deleted);
        Assert.True(Index("aws ec2 delete-network-interface") < Index("npx --yes aws-cdk@2.1118.0 destroy --force --app cdk.out Network"));
    }

    [Fact]
    public void Destroy_AccessLogs_AreRefusedBeforeTheirBucketIsEmptied() =>
        Assert.InRange(
            Index("aws s3api delete-bucket-policy"),
            0,
            Index($"aws s3api delete-objects --bucket {RehearsedAccount.AccessLogs}") - 1
        );

    /// <summary>Its options are there, and its query can be read. It calls nobody for that.</summary>
    [AwsCliFact]
    public async Task Destroy_EveryCall_IsOneThatTheAwsCliUnderstands()
    {
        var commands = whole.Workspace.Commands.Where(c => !c.StartsWith("aws configure ", StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(commands);
        foreach (var few in commands.Chunk(2))
            Assert.All(await Task.WhenAll(few.Select(whole.Workspace.AskTheAwsCliAsync)), said =>
                Assert.True(said.ExitCode == 0, said.Said)
            );
    }

    private int Index(string beginning) =>
        whole.Workspace.Calls.ToList().FindIndex(c => c.StartsWith(beginning, StringComparison.Ordinal));
}
