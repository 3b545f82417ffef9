namespace KillSwitch.Cdk.Tests.Commands;

/// <summary><c>./run destroy</c>: takes everything away, and does not believe that it is gone before it has looked.</summary>
public sealed class DestroyTests : IDisposable
{
    private static readonly string[] s_destroy = ["destroy", "--student", "alice", "--yes"];

    private readonly Workspace _workspace = new();

    public DestroyTests()
    {
        _workspace.Answer("cloudformation describe-stacks --stack-name killswitch-network-alice*", "CREATE_COMPLETE");
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
                "✓ endpoints",
                "✓ networks",
                "✓ other resources",
                "Nothing of alice is left"
            );
        Assert.Contains(_workspace.Calls, c => c.EndsWith("destroy --force --app cdk.out Network", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_WhatAllStudentsShare_Stays()
    {
        _workspace.Answer("cloudformation describe-stacks --stack-name killswitch-account*", "CREATE_COMPLETE");

        (await _workspace.RunAsync(s_destroy)).EndedWith(0);

        Assert.DoesNotContain(_workspace.Calls, c =>
            c.Contains("killswitch-account", StringComparison.Ordinal) || c.EndsWith(" Account", StringComparison.Ordinal)
        );
    }

    /// <summary>Names of every form that a deployment makes, one of CloudFormation's own choice among them.</summary>
    [Theory]
    [InlineData("secretsmanager list-secrets", "killswitch-link-key-alice")]
    [InlineData("kafka list-clusters-v2", "killswitch-alice")]
    [InlineData("cloudformation list-stacks", "killswitch-network-alice")]
    [InlineData("lambda list-functions", "killswitch-streaming-alice-AWS679f53fac002430cb0da5b7982bd-5Iq0KPZq")]
    [InlineData("logs describe-log-groups", "/aws/lambda/killswitch-topics-framework-onEvent-alice")]
    [InlineData("logs describe-log-groups", "/aws/lambda/killswitch-streaming-alice-AWS679f53fac002430cb0da5b7982bd-5Iq0KPZq")]
    [InlineData("logs describe-log-groups", "/killswitch/flow-logs-alice")]
    [InlineData("logs describe-log-groups", "aws-waf-logs-killswitch-alice")]
    [InlineData("s3api list-buckets", "killswitch-given-up-alice-123456789012-eu-central-1")]
    public async Task Destroy_NameOfTheStudents_IsSeen(string list, string name)
    {
        _workspace.Answer($"{list}*", $"{name}\tother-alice");

        var outcome = await _workspace.RunAsync(s_destroy);

        outcome.EndedWith(1).AndSaid(name);
        Assert.DoesNotContain("other-alice", outcome.Said, StringComparison.Ordinal);
    }

    /// <summary>Called as a part of other people's names, and of what all share.</summary>
    [Theory]
    [InlineData("eu")]
    [InlineData("audit")]
    [InlineData("order")]
    [InlineData("router")]
    [InlineData("network")]
    [InlineData("account")]
    public async Task Destroy_StudentCalledAsAPartOfOtherNames_SeesNoneOfThem(string student)
    {
        _workspace.Answer("cloudformation list-stacks*", "killswitch-network-bob\tkillswitch-account");
        _workspace.Answer("lambda list-functions*", "killswitch-order-router-bob\tkillswitch-audit-index-bob");
        _workspace.Answer("logs describe-log-groups*", "/aws/lambda/killswitch-order-router-bob\t/killswitch/flow-logs-bob");
        _workspace.Answer("s3api list-buckets*", "killswitch-audit-bob-123456789012-eu-central-1");

        (await _workspace.RunAsync("destroy", "--student", student, "--yes")).EndedWith(0);
    }

    [Fact]
    public async Task Destroy_UserPoolBehindTheFirstPage_IsSeen()
    {
        _workspace.Answer("cognito-idp list-user-pools*", "page-2\nother");
        _workspace.Answer("cognito-idp list-user-pools*--next-token page-2*", "None\nkillswitch-alice");

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("✗ user pools           killswitch-alice");
    }

    /// <summary>It is asked for ten minutes only what may be answered by then.</summary>
    [Theory]
    [InlineData("list-job-runs*CANCELLING*")]
    [InlineData("get-application*")]
    [InlineData("stop-application*")]
    public async Task Destroy_CredentialsThatExpired_EndItAtOnce(string call)
    {
        StandsWithApplication();
        _workspace.Answer($"emr-serverless {call}", "An error occurred (ExpiredTokenException): It has expired", exitCode: 254);

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("ExpiredTokenException", "It cannot be found out whether");

        Assert.Single(_workspace.Calls, c =>
            c.StartsWith($"aws emr-serverless {call.Split('*')[0]}", StringComparison.Ordinal)
            && (call.StartsWith("list", StringComparison.Ordinal) ? c.Contains("CANCELLING", StringComparison.Ordinal) : true)
        );
    }

    [Fact]
    public async Task Destroy_ThrottledWhileItWaits_AsksAgain()
    {
        StandsWithApplication();
        _workspace.Answer("emr-serverless get-application*", "(ThrottlingException): Rate exceeded", exitCode: 254, once: true);

        (await _workspace.RunAsync(s_destroy)).EndedWith(0).AndSaid("ThrottlingException");
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
    public async Task Destroy_ObjectCannotGo_SaysWhyAndDeletesNoStack()
    {
        _workspace.Answer("*AWS::S3::Bucket*", "killswitch-audit-alice");
        _workspace.Answer("s3api get-object-lock-configuration*", "Enabled");
        _workspace.Answer("s3api list-object-versions*", """{ "Objects": [{ "Key": "a", "VersionId": "1" }] }""");
        _workspace.Answer("s3api delete-objects*", "a\tAccess Denied because object protected by object lock.");

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("object protected by object lock", "s3:BypassGovernanceRetention");

        Assert.DoesNotContain(_workspace.Calls, c => c.Contains("destroy --force", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_CannotAskForStacks_DeletesNothing()
    {
        _workspace.Answer("cloudformation describe-stacks*", "Rate exceeded", exitCode: 254);

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("Rate exceeded", "could not be asked");

        Assert.DoesNotContain(_workspace.Calls, c => c.Contains("destroy --force", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_BrokersLeft_AreCountedAtTheirPrice()
    {
        _workspace.Answer("kafka list-clusters-v2*", "killswitch-alice\tPROVISIONED\t2\tkafka.m7g.large");
        _workspace.Answer("emr-serverless list-applications*", "killswitch-detection-alice\tSTARTED");

        (await _workspace.RunAsync(s_destroy))
            .EndedWith(1)
            .AndSaid("killswitch-alice\n", "It costs about the price of msk-broker/kafka.m7g.large=2 spark-job=1 an hour.");
    }

    [Fact]
    public async Task Destroy_BucketsOfAnotherRegion_SayThatSomethingStandsThere()
    {
        _workspace.Answer("s3api list-buckets*", "killswitch-audit-alice-123456789012-us-east-1");

        (await _workspace.RunAsync(s_destroy))
            .EndedWith(1)
            .AndSaid(
                "✓ buckets",
                "✗ other regions        us-east-1",
                "what is there was not looked at: ./run destroy --student alice --region REGION",
                "what was not looked at is not in that"
            );
    }

    [Fact]
    public async Task Destroy_RegionOfTheStudentsFile_IsTheOneThatIsMeant()
    {
        _workspace.Write("cdk/deployments/alice.json", """{ "region": "us-east-1" }""");
        _workspace.Answer("s3api list-buckets*", "killswitch-audit-alice-123456789012-us-east-1");

        (await _workspace.RunAsync(s_destroy)).EndedWith(1).AndSaid("region us-east-1", "✗ buckets", "✓ other regions");

        Assert.All(_workspace.Contexts, c => Assert.Contains("\"region\":\"us-east-1\"", c));
    }

    /// <summary>What has become wrong since the deployment must not keep the stacks.</summary>
    [Theory]
    [InlineData("""{ "budget": "abc", "detection": "gone.json" }""")]
    [InlineData("no JSON")]
    public async Task Destroy_OtherSettingsOfTheStudentsFile_AreNotRead(string file)
    {
        _workspace.Write("cdk/deployments/alice.json", file);

        (await _workspace.RunAsync([.. s_destroy, "--region", "eu-central-1"])).EndedWith(0);

        Assert.Equal("""{"student":"alice","region":"eu-central-1"}""", Assert.Single(_workspace.Contexts));
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

    private void StandsWithApplication()
    {
        _workspace.Answer("cloudformation describe-stacks --stack-name killswitch-detection-alice*", "CREATE_COMPLETE");
        _workspace.Answer("cloudformation list-stack-resources --stack-name killswitch-detection-alice*Application*", "app-1");
        _workspace.Answer("emr-serverless get-application*", "STOPPED");
        _workspace.Answer("emr-serverless get-application*", "STARTED", once: true);
    }
}
