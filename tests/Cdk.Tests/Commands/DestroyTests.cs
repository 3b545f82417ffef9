namespace KillSwitch.Cdk.Tests.Commands;

/// <summary><c>./run destroy</c>: takes everything away, and does not believe that it is gone before it has looked.</summary>
public sealed class DestroyTests : IDisposable
{
    private static readonly string[] s_destroy = ["destroy", "--student", "alice", "--yes"];

    private readonly Workspace _workspace = new();

    public DestroyTests()
    {
        _workspace.Answer("cloudformation describe-stacks --stack-name killswitch-network-alice*", "killswitch-network-alice");
        _workspace.Answer("cloudformation describe-stacks --stack-name killswitch-workflow-alice*", "Stack does not exist", exitCode: 254);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Destroy_AllGone_NamesWhatItLookedAt()
    {
        var outcome = await _workspace.RunAsync(s_destroy);

        outcome
            .EndedWith(0)
            .AndSaid(
                "✓ stacks",
                "✓ clusters",
                "✓ functions",
                "✓ log groups",
                "✓ tables",
                "✓ buckets",
                "✓ keys",
                "✓ secrets",
                "✓ user pools",
                "✓ emr applications",
                "✓ network interfaces",
                "✓ networks",
                "✓ other resources",
                "Nothing of alice is left"
            );
        Assert.Contains(_workspace.Calls, c => c.EndsWith("destroy --force --app cdk.out Network Workflow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_WhatAllStudentsShare_Stays()
    {
        _workspace.Answer("cloudformation describe-stacks --stack-name killswitch-account*", "killswitch-account");

        (await _workspace.RunAsync(s_destroy)).EndedWith(0);

        Assert.DoesNotContain(_workspace.Calls, c =>
            c.Contains("killswitch-account", StringComparison.Ordinal) || c.EndsWith(" Account", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Destroy_Secret_IsKnownByItsSlashes()
    {
        _workspace.Answer("secretsmanager list-secrets*", "killswitch/alice/link\tkillswitch/bob/link\tother/alice");

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("killswitch/alice/link");
    }

    [Fact]
    public async Task Destroy_LogGroupLeft_NamesItSaysWhatToDoAndFails()
    {
        _workspace.Answer("logs describe-log-groups*", "/aws/lambda/other\t/aws/lambda/killswitch-order-router-alice");

        (await _workspace.RunAsync(s_destroy))
            .EndedWith(1)
            .AndSaid(
                "✗ log groups",
                "/aws/lambda/killswitch-order-router-alice",
                "aws logs delete-log-group",
                "Something of alice is left"
            );
    }

    [Fact]
    public async Task Destroy_ThingsOfOthers_AreNotHers()
    {
        _workspace.Answer("dynamodb list-tables*", "killswitch-scopes-malice\tkillswitch-scopes-alice2\tkillswitch-scopes-bob\tshop-alice");

        (await _workspace.RunAsync(s_destroy)).EndedWith(0).AndSaid("✓ tables");
    }

    [Fact]
    public async Task Destroy_CannotLook_IsNoGoodNews()
    {
        _workspace.Answer("kafka list-clusters-v2*", "AccessDeniedException: no kafka:ListClustersV2", exitCode: 254);

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("✗ clusters", "could not be looked at", "AccessDeniedException");
    }

    [Theory]
    [InlineData("PendingDeletion", 0)]
    [InlineData("Enabled", 1)]
    public async Task Destroy_Key_IsGoneOnceItWaitsForItsDeletion(string state, int exitCode)
    {
        _workspace.Answer("resourcegroupstaggingapi get-resources*", "arn:aws:kms:eu-central-1:123456789012:key/k1");
        _workspace.Answer("kms describe-key*", state);

        (await _workspace.RunAsync(s_destroy)).EndedWith(exitCode);
    }

    [Fact]
    public async Task Destroy_TaggedThingOfAnotherKind_IsNamed()
    {
        _workspace.Answer(
            "resourcegroupstaggingapi get-resources*",
            "arn:aws:sns:eu-central-1:123456789012:killswitch-notifications-alice"
        );

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("✗ other resources", "arn:aws:sns:", "lags behind");
    }

    [Fact]
    public async Task Destroy_TagsCannotBeRead_IsNoGoodNews()
    {
        _workspace.Answer("resourcegroupstaggingapi*", "AccessDenied", exitCode: 254);

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("✗ keys", "✗ other resources");
    }

    [Fact]
    public async Task Destroy_DetectionRuns_StopsItBeforeTheStacksGo()
    {
        _workspace.Answer("*AWS::EMRServerless::Application*", "app-1");
        _workspace.Answer("emr-serverless list-job-runs*", "job-1", once: true);
        _workspace.Answer("emr-serverless get-application*", "STOPPED");

        (await _workspace.RunAsync(s_destroy)).EndedWith(0);

        Assert.InRange(
            Index("aws emr-serverless cancel-job-run --application-id app-1 --job-run-id job-1"),
            0,
            Index("aws emr-serverless stop-application") - 1
        );
        Assert.InRange(Index("aws emr-serverless stop-application --application-id app-1"), 0, Index("npx", last: true) - 1);
    }

    [Fact]
    public async Task Destroy_LockedObjects_GoWithTheRightToBypass()
    {
        _workspace.Answer("*AWS::S3::Bucket*", "killswitch-audit-alice");
        _workspace.Answer("s3api list-object-versions*", """{ "Objects": [] }""");
        _workspace.Answer("s3api list-object-versions*", """{ "Objects": [{ "Key": "a", "VersionId": "1" }] }""", once: true);
        _workspace.Answer("s3api delete-objects*", "None");

        (await _workspace.RunAsync(s_destroy)).EndedWith(0);

        var delete = Assert.Single(_workspace.Calls, c => c.StartsWith("aws s3api delete-objects", StringComparison.Ordinal));
        Assert.Contains("--bucket killswitch-audit-alice", delete);
        Assert.Contains("--bypass-governance-retention", delete);
        Assert.True(_workspace.Calls.ToList().IndexOf(delete) < Index("npx", last: true));
    }

    [Fact]
    public async Task Destroy_ObjectCannotGo_SaysWhyAndDeletesNoStack()
    {
        _workspace.Answer("*AWS::S3::Bucket*", "killswitch-audit-alice");
        _workspace.Answer("s3api list-object-versions*", """{ "Objects": [{ "Key": "a", "VersionId": "1" }] }""");
        _workspace.Answer("s3api delete-objects*", "a\tAccess Denied because object protected by object lock.");

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("object protected by object lock", "s3:BypassGovernanceRetention");

        Assert.DoesNotContain(_workspace.Calls, c => c.Contains("destroy --force", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_CdkFails_StillListsWhatIsLeft()
    {
        _workspace.CdkFails();
        _workspace.Answer("cloudformation list-stacks*", "killswitch-network-alice");

        (await _workspace.RunAsync(s_destroy))
            .EndedWith(1)
            .AndSaid("✗ stacks", "killswitch-network-alice", "describe-stack-events", "✓ tables");
    }

    [Fact]
    public async Task Destroy_NothingStands_OnlyLooks()
    {
        _workspace.Answer("cloudformation describe-stacks*", "Stack does not exist", exitCode: 254);

        (await _workspace.RunAsync(s_destroy)).EndedWith(0).AndSaid("no stack of alice stands", "Nothing of alice is left");

        Assert.DoesNotContain(_workspace.Calls, c => c.Contains("destroy --force", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_NobodyToAsk_AsksForYes()
    {
        (await _workspace.RunAsync("destroy", "--student", "alice")).EndedWith(1).AndSaid("Add --yes");

        Assert.DoesNotContain(_workspace.Calls, c => c.Contains("destroy --force", StringComparison.Ordinal));
    }

    private int Index(string beginning, bool last = false)
    {
        var calls = _workspace.Calls.ToList();
        return last ? calls.FindLastIndex(Begins) : calls.FindIndex(Begins);

        bool Begins(string call) => call.StartsWith(beginning, StringComparison.Ordinal);
    }
}
