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
        _workspace.Answer("ssm get-parameter*", "ParameterNotFound", exitCode: 254);

        (await _workspace.RunAsync(s_deploy)).EndedWith(1).AndSaid("not bootstrapped", "bootstrap aws://123456789012/eu-central-1");

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

        outcome.EndedWith(0).AndSaid("https://d1.cloudfront.net", "killswitch-order-generator-alice", "./run destroy --student alice");
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
    public async Task Deploy_CtrlC_SaysWhatGoesOnAndHow()
    {
        _workspace.CtrlCWhileDeploying();

        (await _workspace.RunAsync(s_deploy))
            .EndedWith(1)
            .AndSaid("Stopped here", "run the same command again", "./run destroy --student alice");

        Assert.DoesNotContain(_workspace.Calls, c => c.StartsWith("run-emr", StringComparison.Ordinal));
    }

    private int Index(string beginning) =>
        _workspace.Calls.ToList().FindLastIndex(c => c.StartsWith(beginning, StringComparison.Ordinal));

    private void AssertNothingDeployed() =>
        Assert.DoesNotContain(_workspace.Calls, c =>
            c.Contains(" deploy ", StringComparison.Ordinal) || c.StartsWith("run-emr", StringComparison.Ordinal)
        );
}
