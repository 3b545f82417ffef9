using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Commands;

/// <summary><c>spark/run-emr-serverless.sh</c>: one job at a time, and the right one.</summary>
public sealed class SparkJobTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Start_NothingRuns_StartsAJobWithoutATimeLimit()
    {
        (await StartAsync()).EndedWith(0);

        var start = Started();
        Assert.Contains("--mode STREAMING --execution-timeout-minutes 0", start);
        Assert.Contains("--application-id app-1 --execution-role-arn arn:role/job", start);
        // The default of four cores wants more memory than it is given.
        Assert.Contains("--conf spark.driver.cores=2 --conf spark.driver.memory=4g", start);
        Assert.DoesNotContain("#", start);
    }

    [Fact]
    public async Task Start_JarsOfTheList_AreAllNamed()
    {
        (await StartAsync()).EndedWith(0);

        var jars = File.ReadAllLines(Repository.Path("spark", "emr-serverless.jars"))
            .Where(l => !l.StartsWith('#'))
            .Select(l => l.Split(' ')[0]);
        Assert.All(jars, jar => Assert.Contains($"s3://bucket-1/jars/{jar}", Started()));
    }

    [Fact]
    public async Task Start_SameJobRuns_IsLeftAlone()
    {
        (await StartAsync()).EndedWith(0);
        _workspace.Answer("emr-serverless list-job-runs*", $"job-1\t{NameOf(Started())}\tRUNNING");

        (await StartAsync()).EndedWith(0).AndSaid("runs already", "job-1");

        Started();
        Assert.DoesNotContain(_workspace.Calls, c => c.Contains("cancel-job-run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_JobOfAnotherDriverRuns_StopsItFirst()
    {
        (await StartAsync()).EndedWith(0);
        _workspace.Answer("emr-serverless list-job-runs*", $"job-1\t{NameOf(Started())}\tRUNNING");
        _workspace.Answer("emr-serverless get-job-run*", "CANCELLED");
        _workspace.Write("fakes/driver", "driver 2");

        (await StartAsync()).EndedWith(0);

        var calls = _workspace.Calls.ToList();
        Assert.InRange(
            calls.FindIndex(c => c.Contains("cancel-job-run --application-id app-1 --job-run-id job-1", StringComparison.Ordinal)),
            0,
            calls.FindLastIndex(IsStart) - 1
        );
    }

    /// <summary>It writes its checkpoints until it has ended, even if it is of the same driver.</summary>
    [Fact]
    public async Task Start_JobThatIsBeingCancelled_IsWaitedForAndFollowed()
    {
        (await StartAsync()).EndedWith(0);
        _workspace.Answer("emr-serverless list-job-runs*CANCELLING*", $"job-1\t{NameOf(Started())}\tCANCELLING");
        _workspace.Answer("emr-serverless get-job-run*", "CANCELLED");
        _workspace.Answer("emr-serverless get-job-run*", "CANCELLING", once: true);

        (await StartAsync()).EndedWith(0).AndSaid("waiting for job job-1");

        var calls = _workspace.Calls.ToList();
        Assert.Equal(2, calls.Count(IsStart));
        Assert.True(calls.FindLastIndex(c => c.Contains("get-job-run", StringComparison.Ordinal)) < calls.FindLastIndex(IsStart));
        Assert.DoesNotContain(calls, c => c.Contains("cancel-job-run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_JobsCannotBeListed_StartsNone()
    {
        _workspace.Answer("emr-serverless list-job-runs*", "AccessDenied", exitCode: 254);

        Assert.NotEqual(0, (await StartAsync()).ExitCode);

        Assert.DoesNotContain(_workspace.Calls, IsStart);
    }

    private static bool IsStart(string call) => call.Contains("start-job-run", StringComparison.Ordinal);

    private static string NameOf(string start) => start.Split(' ').SkipWhile(word => word != "--name").ElementAt(1);

    private Task<Outcome> StartAsync() =>
        _workspace.StartAsync(
            "spark/run-emr-serverless.sh",
            "--application",
            "app-1",
            "--role",
            "arn:role/job",
            "--bucket",
            "bucket-1",
            "--bootstrap",
            "boot:9098",
            "--detection",
            "run"
        );

    /// <summary>The one call that started a job.</summary>
    private string Started() => Assert.Single(_workspace.Calls, IsStart);
}
