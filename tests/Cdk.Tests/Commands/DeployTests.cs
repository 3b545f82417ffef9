using KillSwitch.Aws.Http;

namespace KillSwitch.Cdk.Tests.Commands;

/// <summary><c>./run deploy</c>: says what is missing before it costs anything, and can be repeated.</summary>
public sealed class DeployTests : IDisposable
{
    private static readonly string[] s_deploy = ["deploy", "--student", "alice", "--yes"];

    private readonly Workspace _workspace = new();

    public DeployTests()
    {
        _workspace.ReplaceSpark();
        _workspace.PackagesRestore();
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Deploy_WithoutStudent_SaysWhatToWrite()
    {
        (await _workspace.RunAsync("deploy")).EndedWith(1).AndSaid("--student alice");

        Assert.Empty(_workspace.Calls);
    }

    [Fact]
    public async Task Deploy_WithoutCredentials_SaysHowToSignIn()
    {
        _workspace.Answer("sts *", "Unable to locate credentials", exitCode: 253);

        (await _workspace.RunAsync(s_deploy))
            .EndedWith(1)
            .AndSaid("no credentials that work", "Unable to locate credentials", "aws sso login");

        Assert.Single(_workspace.Calls);
    }

    [Fact]
    public async Task Deploy_NoRegionAnywhere_SaysHowToNameOne()
    {
        _workspace.Answer("configure get region", "", exitCode: 1);

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("--region us-east-1");
    }

    [Fact]
    public async Task Deploy_AccountAndRegion_AreShownAndHandedToTheApp()
    {
        (await _workspace.RunAsync([.. s_deploy, "--region", "us-east-1"])).EndedWith(0).AndSaid("account 123456789012, region us-east-1");

        Assert.All(_workspace.Contexts, c => Assert.Contains("\"region\":\"us-east-1\"", c));
    }

    /// <summary>What somebody has written down goes before what the AWS CLI would take, and is in every command to come.</summary>
    [Fact]
    public async Task Deploy_RegionOfTheStudentsFile_IsTheOneThatIsMeant()
    {
        _workspace.Write("cdk/deployments/alice.json", """{ "region": "us-east-1" }""");

        var outcome = await _workspace.RunAsync(s_deploy);

        outcome
            .EndedWith(0)
            .AndSaid(
                "account 123456789012, region us-east-1",
                "./run destroy --student alice --region us-east-1",
                "aws lambda invoke --region us-east-1 --function-name"
            );
        Assert.All(_workspace.Contexts, c => Assert.Contains("\"region\":\"us-east-1\"", c));
    }

    [Fact]
    public async Task Deploy_RegionAsASetting_GoesBeforeTheStudentsFile()
    {
        _workspace.Write("cdk/deployments/alice.json", """{ "region": "us-east-1" }""");

        (await _workspace.RunAsync([.. s_deploy, "-c", "region=eu-west-1"])).EndedWith(0).AndSaid("region eu-west-1");
    }

    [Theory]
    [InlineData("student=bob", "two values for student: alice and bob")]
    [InlineData("region=us-east-1", "two values for region: eu-west-1 and us-east-1")]
    public async Task Deploy_TwoOfWhatThereIsOne_IsRefused(string setting, string said)
    {
        (await _workspace.RunAsync("deploy", "--student", "alice", "--region", "eu-west-1", "-c", setting)).EndedWith(1).AndSaid(said);

        Assert.Empty(_workspace.Calls);
    }

    [Fact]
    public async Task Deploy_StudentsFileThatIsNoJson_IsNamed()
    {
        _workspace.Write("cdk/deployments/alice.json", "{ region: us-east-1 }");

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("cdk/deployments/alice.json is not JSON");

        AssertNothingDeployed();
    }

    [Fact]
    public async Task Deploy_NewAccountWithTenExecutions_SaysWhatToAskFor()
    {
        _workspace.Answer("lambda get-account-settings*", "10");

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("may run 10 Lambda functions at once", "Service Quotas");

        AssertNothingDeployed();
    }

    [Fact]
    public async Task Deploy_AccountNotBootstrapped_SaysHow()
    {
        _workspace.Answer("ssm get-parameter*", "An error occurred (ParameterNotFound) when calling GetParameter", exitCode: 254);

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("not bootstrapped", "bootstrap aws://123456789012/eu-central-1");

        AssertNothingDeployed();
    }

    [Theory]
    [InlineData("ssm get-parameter*")]
    [InlineData("lambda get-account-settings*")]
    public async Task Deploy_CredentialsThatExpired_AreNotTakenForAnAnswer(string call)
    {
        _workspace.Answer(call, "An error occurred (ExpiredTokenException): The security token has expired", exitCode: 254);

        var outcome = await _workspace.RunAsync(s_deploy);

        outcome.EndedWith(1).AndSaid("ExpiredTokenException", "could not be asked");
        Assert.DoesNotContain("is not bootstrapped", outcome.Said, StringComparison.Ordinal);
        AssertNothingDeployed();
    }

    [Fact]
    public async Task Deploy_BootstrapTooOld_SaysWhichIsNeeded()
    {
        _workspace.Answer("ssm get-parameter --name /cdk-bootstrap/hnb659fds/version*", "5");

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("version 5; 6 is needed");

        AssertNothingDeployed();
    }

    [Fact]
    public async Task Deploy_FunctionsNotBuilt_DeploysNoPlaceholders()
    {
        File.Delete(Path.Combine(_workspace.Folder, "fakes/package"));

        (await _workspace.RunAsync(s_deploy))
            .EndedWith(1)
            .AndSaid("the package feed lacks Amazon.Lambda.Core", "The package of the functions was not built");

        Assert.Contains("\"require_package\":\"true\"", Assert.Single(_workspace.Contexts));
        AssertNothingDeployed();
    }

    [Fact]
    public async Task Deploy_NobodyToAsk_AsksForYes()
    {
        (await _workspace.RunAsync("deploy", "--student", "alice")).EndedWith(1).AndSaid("About $1.23", "Add --yes");

        AssertNothingDeployed();
    }

    [Fact]
    public async Task Deploy_AllThere_DeploysWhatWasSynthesizedThenStartsTheDetection()
    {
        var outcome = await _workspace.RunAsync(s_deploy);

        outcome.EndedWith(0).AndSaid(
            $"https://sign.in/login?client_id=client-1&response_type=code&scope=openid&redirect_uri=https://d1.cloudfront.net{SignInRoute.Path}\n",
            "killswitch-order-generator-alice", "./run destroy --student alice");
        Assert.DoesNotContain("ExportsOutput", outcome.Output);
        var deployed = Index("npx --yes aws-cdk@");
        Assert.Contains("deploy --all --app cdk.out", _workspace.Calls[deployed]);
        var started = _workspace.Calls.Single(c => c.StartsWith("run-emr-serverless.sh", StringComparison.Ordinal));
        Assert.Contains(
            "--application app-1 --role arn:role/job --bucket killswitch-detection-alice-b --bootstrap boot.kafka:9098",
            started
        );
        Assert.True(deployed < Index("run-emr-serverless.sh"));
    }

    [Fact]
    public async Task Deploy_OtherLimits_AreThoseOfTheDetection()
    {
        (await _workspace.RunAsync([.. s_deploy, "-c", "detection=../my.json"])).EndedWith(0);

        Assert.Contains(_workspace.Calls, c =>
            c.StartsWith("run-emr", StringComparison.Ordinal)
            && c.EndsWith($"--detection {_workspace.Folder}/cdk/../my.json", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Deploy_Fails_SaysHowToGoOnAndHowToGiveUp()
    {
        _workspace.CdkFails();

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("run the same command", "./run destroy --student alice");

        Assert.DoesNotContain(_workspace.Calls, c => c.StartsWith("run-emr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_AccountThatCloudFrontHasNotVerified_SaysWhomToAsk()
    {
        _workspace.CdkFails();
        _workspace.Answer("cloudformation describe-stack-events --stack-name killswitch-pages-alice*", "Distribution");

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("not verified this account for CloudFront", "AWS Support");
    }

    [Fact]
    public async Task Deploy_AnotherKafkaThanStands_IsRefusedInWords()
    {
        Stands("streaming");
        _workspace.Answer("cloudformation list-stack-resources --stack-name killswitch-streaming-alice *AWS::MSK::Cluster*", "arn:cluster");

        (await _workspace.RunAsync(s_deploy))
            .EndedWith(1)
            .AndSaid("alice's stacks stand with kafka=provisioned, and this would be kafka=serverless", "--kafka provisioned");

        AssertNothingDeployed();
    }

    [Fact]
    public async Task Deploy_SameKafkaAsStands_GoesOn()
    {
        Stands("streaming");

        (await _workspace.RunAsync(s_deploy)).EndedWith(0);
    }

    [Theory]
    [InlineData("emr-7.7.0", false)]
    [InlineData("emr-7.6.0", true)]
    public async Task Deploy_ApplicationThatChanges_IsStoppedBefore(string standing, bool stopped)
    {
        StandsWithApplication(standing);

        (await _workspace.RunAsync(s_deploy)).EndedWith(0);

        var stop = Index("aws emr-serverless stop-application --application-id app-1");
        Assert.Equal(stopped, stop >= 0);
        Assert.True(stop < Index("npx --yes aws-cdk@"));
    }

    [Fact]
    public async Task Deploy_Zones_AreTheFirstTwoThatHaveAllServices()
    {
        _workspace.ServicesAreIn("b,d,c", others: "a,c,b");

        (await _workspace.RunAsync(s_deploy)).EndedWith(0);

        Assert.All(_workspace.Contexts, c => Assert.Contains("\"zones\":\"eu-central-1b,eu-central-1c\"", c));
    }

    [Fact]
    public async Task Deploy_NetworkThatStands_KeepsItsZones()
    {
        _workspace.Answer("ec2 describe-subnets*", "eu-central-1c\neu-central-1a");

        (await _workspace.RunAsync(s_deploy)).EndedWith(0);

        Assert.All(_workspace.Contexts, c => Assert.Contains("\"zones\":\"eu-central-1a,eu-central-1c\"", c));
    }

    [Fact]
    public async Task Deploy_ZonesThatSomebodyNamed_AreNotAsked()
    {
        (await _workspace.RunAsync([.. s_deploy, "-c", "zones=eu-central-1b,eu-central-1c"])).EndedWith(0);

        Assert.DoesNotContain(_workspace.Calls, c => c.Contains("describe-vpc-endpoint-services", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_OneZoneAlone_SaysWhatToDo()
    {
        _workspace.ServicesAreIn("a");

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("Fewer than two zones of eu-central-1", "-c zones=ZONE,ZONE");

        AssertNothingDeployed();
    }

    [Theory]
    [InlineData("kafka")]
    [InlineData("emr-serverless")]
    public async Task Deploy_RegionWithoutAService_SaysWhichAreNeeded(string service)
    {
        _workspace.ServicesAreIn("a,b", without: service);

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("have all services that this needs (lambda sts", service);

        AssertNothingDeployed();
    }

    [Fact]
    public async Task Deploy_NobodyToMailAboutMoney_IsSaid() =>
        (await _workspace.RunAsync(s_deploy)).EndedWith(0).AndSaid("nobody is mailed when the account spends too much");

    [Fact]
    public async Task Deploy_CtrlC_SaysWhatGoesOnAndHow()
    {
        _workspace.CtrlCWhileDeploying();

        (await _workspace.RunAsync(s_deploy))
            .EndedWith(1)
            .AndSaid("Stopped here", "run the same command again", "./run destroy --student alice");

        Assert.DoesNotContain(_workspace.Calls, c => c.StartsWith("run-emr", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("emr-7.7.0", false)]
    [InlineData("emr-7.6.0", true)]
    public async Task Deploy_FailsAfterTheDetectionWasStopped_SaysSo(string standing, bool said)
    {
        StandsWithApplication(standing);
        _workspace.CdkFails();

        var outcome = await _workspace.RunAsync(s_deploy);

        outcome.EndedWith(1).AndSaid("CloudFormation has taken back what it could");
        Assert.Equal(said, outcome.Said.Contains("THE DETECTION IS STOPPED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_CtrlCAfterTheDetectionWasStopped_SaysSo()
    {
        StandsWithApplication("emr-7.6.0");
        _workspace.CtrlCWhileDeploying();

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("Stopped here", "THE DETECTION IS STOPPED");
    }

    /// <summary>As after a Ctrl-C. What all students share may be somebody else's deployment.</summary>
    [Theory]
    [InlineData("killswitch-network-alice")]
    [InlineData("killswitch-account")]
    public async Task Deploy_WhileCloudFormationIsStillAtAStack_WaitsForIt(string stack)
    {
        var asked = $"cloudformation describe-stacks --stack-name {stack}*";
        _workspace.Answer(asked, "CREATE_COMPLETE");
        for (var i = 0; i < 3; i++)
            _workspace.Answer(asked, "CREATE_IN_PROGRESS", once: true);

        (await _workspace.RunAsync(s_deploy)).EndedWith(0).AndSaid($"CloudFormation is still at {stack} (CREATE_IN_PROGRESS)");

        Assert.InRange(
            _workspace.Calls.ToList().FindLastIndex(c => c.Contains($"describe-stacks --stack-name {stack} ", StringComparison.Ordinal)),
            0,
            Index("npx --yes aws-cdk@") - 1
        );
    }

    [Fact]
    public async Task Deploy_CdkEndsBeforeCloudFormation_SaysThatItGoesOn()
    {
        _workspace.CdkFails();
        _workspace.Answer("cloudformation describe-stacks --stack-name killswitch-pages-alice*", "CREATE_IN_PROGRESS");
        _workspace.Answer("cloudformation describe-stacks --stack-name killswitch-pages-alice*", "does not exist", exitCode: 254, once: true);

        var outcome = await _workspace.RunAsync(s_deploy);

        outcome.EndedWith(1).AndSaid("CloudFormation goes on by itself with killswitch-pages-alice (CREATE_IN_PROGRESS)");
        Assert.DoesNotContain("has taken back", outcome.Said, StringComparison.Ordinal);
    }

    private void Stands(string stack) =>
        _workspace.Answer($"cloudformation describe-stacks --stack-name killswitch-{stack}-alice*", "CREATE_COMPLETE");

    /// <summary>And it runs.</summary>
    private void StandsWithApplication(string release)
    {
        Stands("detection");
        _workspace.Answer("cloudformation list-stack-resources*AWS::EMRServerless::Application*", "app-1");
        _workspace.Answer("emr-serverless get-application*", "STOPPED");
        _workspace.Answer("emr-serverless get-application*", "STARTED", once: true);
        _workspace.Answer(
            "cloudformation get-template*",
            $$"""{ "Resources": { "App": { "Type": "AWS::EMRServerless::Application", "Properties": { "ReleaseLabel": "{{release}}" } } } }"""
        );
    }

    private int Index(string beginning) =>
        _workspace.Calls.ToList().FindLastIndex(c => c.StartsWith(beginning, StringComparison.Ordinal));

    private void AssertNothingDeployed() =>
        Assert.DoesNotContain(_workspace.Calls, c =>
            c.Contains(" deploy ", StringComparison.Ordinal) || c.StartsWith("run-emr", StringComparison.Ordinal)
        );
}
