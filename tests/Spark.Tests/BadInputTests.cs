using System.Diagnostics;
using KillSwitch.Tests;

namespace KillSwitch.Spark.Tests;

/// <summary>Whatever a person can put right ends it before anything is measured, with a last line that says what to do.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SparkTheory]
    [InlineData("✗ --set needs a value.", "--set")]
    [InlineData("✗ There is no parameter 'nosuch'. There are bootstrap, ", "--set", "nosuch=1")]
    [InlineData("✗ '0' is no value for max_orders_per_batch: write a whole number from 1 on.", "--set", "max_orders_per_batch=0")]
    [InlineData("✗ '2.5' is no value for shuffle_partitions: write a whole number from 1 on.", "--set", "shuffle_partitions=2.5")]
    [InlineData("✗ /not/there.json cannot be read.", "--detection", "/not/there.json")]
    [InlineData("✗ '--unknown' is not an option.", "--unknown", "x")]
    public async Task RunLocal_WhatCannotBeFollowed_IsSaidLast(string said, params string[] arguments) =>
        Assert.StartsWith(said, await LastLineAsync(arguments), StringComparison.Ordinal);

    [SparkFact]
    public async Task RunLocal_LimitsThatAreNoJson_NamesTheFile()
    {
        var file = _folder.File("limits.json");
        await File.WriteAllTextAsync(file, "window_seconds=60");

        var said = await LastLineAsync("--detection", file);

        Assert.StartsWith($"✗ The detection settings {file} are not readable: ", said, StringComparison.Ordinal);
    }

    [SparkFact]
    public async Task RunLocal_WindowOutOfRange_NamesItAndTheRange()
    {
        var file = _folder.File("limits.json");
        var limits = await File.ReadAllTextAsync(RunningSpark.DetectionFile);
        await File.WriteAllTextAsync(file, limits.Replace("\"window_seconds\": 60", "\"window_seconds\": -5", StringComparison.Ordinal));

        Assert.Equal(
            "✗ The detection settings have window_seconds -5: write a whole number from 10 to 3600.",
            await LastLineAsync("--detection", file)
        );
    }

    private async Task<string> LastLineAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(RunningSpark.Directory, "run-local.sh"), ["127.0.0.1:1", .. arguments])
        {
            RedirectStandardError = true,
        };
        start.Environment["KILLSWITCH_SPARK_WORK"] = _folder.File("work");
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        return said.TrimEnd().Split('\n')[^1];
    }
}
