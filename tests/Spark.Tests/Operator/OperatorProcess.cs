using System.Diagnostics;
using System.Reflection;
using KillSwitch.Tests;

namespace KillSwitch.Spark.Tests.Operator;

/// <summary>The Java of spark/detection in a process of its own, without Spark around it: see GroupPlay.java.</summary>
public sealed class OperatorProcess : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process? _process;

    public OperatorProcess()
    {
        if (new SparkFactAttribute().Skip is not null)
            return;
        var spark = Path.Combine(Environment.GetEnvironmentVariable("SPARK_HOME")!, "jars");
        var classes = Run(Path.Combine(RunningSpark.Directory, "compile.sh"), _folder.Path, spark).Trim();
        var jars = Path.Combine(spark, "*");
        var files = typeof(OperatorProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        var source = files.Single(a => a.Key == "GroupPlay").Value!;
        var own = Path.Combine(_folder.Path, "play");
        Run("javac", "-d", own, "-cp", $"{classes}:{jars}", source);
        _process = Process.Start(
            new ProcessStartInfo("java", ["-cp", $"{own}:{classes}:{jars}", "killswitch.detection.GroupPlay"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
    }

    /// <summary>Plays it; what would be written, a line each, and how many groups are kept after it.</summary>
    public (IReadOnlyList<string> Written, int Kept) Play(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            _process!.StandardInput.WriteLine(line);
        _process!.StandardInput.WriteLine("end");
        _process.StandardInput.Flush();
        var written = new List<string>();
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("end ", StringComparison.Ordinal))
                return (written, int.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture));
            written.Add(line);
        }
        throw new InvalidOperationException($"The operator ended after: {string.Join('\n', written)}");
    }

    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
        _folder.Dispose();
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} failed.");
        return output;
    }
}
