using System.Diagnostics;
using System.Text.RegularExpressions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Tests;

namespace KillSwitch.Cdk.Tests.Commands;

/// <summary>
/// The scripts in a folder of their own, with other programs in the places of aws, npx, dotnet and zip, which write down how they are
/// called and answer what a test has said. Node and the shell are the real ones.
/// </summary>
internal sealed partial class Workspace : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string s_fakes = Path.Combine(AppContext.BaseDirectory, "Commands", "Fakes");

    private int _answers;

    public Workspace()
    {
        foreach (
            var file in (string[])
                ["run", "Directory.Packages.props", .. FilesOf("cdk/scripts"), .. FilesOf("spark"), .. FilesOf("tests/scripts")]
        )
            Copy(Repository.Path(file), Path.Combine(Folder, file));
        foreach (var file in Directory.EnumerateFiles(s_fakes, "*", SearchOption.AllDirectories))
            Copy(file, Path.Combine(Fakes, Path.GetRelativePath(s_fakes, file)));
        foreach (var folder in (string[])["src/Functions", "statemachines", "fakes/answers"])
            Directory.CreateDirectory(Path.Combine(Folder, folder));
        Write("cdk/cdk.json", """{ "app": "dotnet run", "context": { "quorum": "1", "people": "from cdk.json" } }""");
        Write("global.json", "{}");
        Write("fakes/driver", "driver 1");
        Answer("sts get-caller-identity*", "123456789012\tarn:aws:iam::123456789012:user/alice");
        Answer("configure get region", "eu-central-1");
        Answer("ssm get-parameter*", "21");
        Answer("lambda get-account-settings*", "1000");
        Answer("cloudformation describe-stacks*", "Stack does not exist", exitCode: 254);
        ServicesAreIn("a,b,c");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("killswitch-run-").FullName;

    /// <summary>The programs' calls, in their order, each with its arguments.</summary>
    public IReadOnlyList<string> Calls => Lines("fakes/calls");

    /// <summary>The same of the AWS CLI in a rehearsal, as the shell would read them.</summary>
    public IReadOnlyList<string> Commands => Lines("fakes/commands");

    /// <summary>The contexts that the app was started with.</summary>
    public IReadOnlyList<string> Contexts => Lines("fakes/contexts");

    private string Fakes => Path.Combine(Folder, "fakes");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The functions' packages restore, so they can be built.</summary>
    public void PackagesRestore() => Write("fakes/package", "");

    /// <summary>The CDK CLI fails.</summary>
    public void CdkFails() => Write("fakes/fail", "");

    /// <summary>Somebody presses Ctrl-C while the CDK CLI deploys.</summary>
    public void CtrlCWhileDeploying() => Write("fakes/interrupt", "");

    /// <summary>What starts the job is replaced, too.</summary>
    public void ReplaceSpark()
    {
        foreach (var script in (string[])["fetch-jars.sh", "run-emr-serverless.sh"])
            Copy(Path.Combine(s_fakes, script), Path.Combine(Folder, "spark", script));
    }

    /// <summary>What the AWS CLI says to calls of that pattern; the latest answer counts.</summary>
    public void Answer(string call, string text, int exitCode = 0, bool once = false) =>
        Write($"fakes/answers/{_answers++:d3}", $"{call}\n{exitCode}\n{(once ? "once" : "always")}\n{text}");

    /// <summary>In which zones of the region, such as <c>a,b</c>, Lambda has its endpoint, and in which all others have theirs.</summary>
    public void ServicesAreIn(string lambda, string others = "a,b,c", params string[] without) => Answer(
        "ec2 describe-vpc-endpoint-services*",
        string.Join('\n', ((string[])["lambda", "sts", "states", "secretsmanager", "kafka", "emr-serverless"])
            .Except(without)
            .Select(s => (Service: s, Zones: (s == "lambda" ? lambda : others).Split(',').Select(z => $"eu-central-1{z}")))
            .Select(s => $"com.amazonaws.eu-central-1.{s.Service}\t{string.Join(',', s.Zones)}")));

    public Task<Outcome> RunAsync(params string[] arguments) => StartAsync(["./run", .. arguments]);

    /// <summary>What the AWS CLI itself makes of one of <see cref="Commands"/>, without sending it.</summary>
    public async Task<Outcome> AskTheAwsCliAsync(string command)
    {
        // What it read from a file is gone by now.
        var asked = $"{Programs.Find("aws")}{FileArgument().Replace(command["aws".Length..], "Objects=[{Key=k}]")}";
        var outcome = await StartAsync("-c", $"{asked} --generate-cli-skeleton input --region eu-central-1");
        return outcome with { Errors = $"{asked}: {outcome.Errors}" };
    }

    /// <summary>Anything of the workspace, by a shell.</summary>
    public async Task<Outcome> StartAsync(params string[] command)
    {
        // A session of its own: a Ctrl-C in it must not reach the tests.
        var start = new ProcessStartInfo("setsid", ["--wait", "bash", .. command])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Fakes}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["FAKES"] = Fakes;
        start.Environment["KILLSWITCH_CACHE"] = Path.Combine(Folder, "cache");
        start.Environment["KILLSWITCH_POLL_SECONDS"] = "0";
        foreach (var inherited in (string[])["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"])
            start.Environment.Remove(inherited);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        // Far above what it takes, also where many things run at once.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var said = process.StandardOutput.ReadToEndAsync(patience.Token);
        var complained = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new Outcome(process.ExitCode, await said, await complained);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex(@"file://\S+")]
    private static partial Regex FileArgument();

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(Repository.Path(folder)).Select(f => Path.GetRelativePath(Repository.Root, f));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, Executable);
    }

    private string[] Lines(string file) => File.Exists(Path.Combine(Folder, file)) ? File.ReadAllLines(Path.Combine(Folder, file)) : [];
}
