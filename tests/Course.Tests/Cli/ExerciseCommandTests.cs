using System.Diagnostics;
using KillSwitch.Course.Cli;
using KillSwitch.Tests;

namespace KillSwitch.Course.Tests.Cli;

/// <summary><c>./run exercise</c>, as it is typed.</summary>
public sealed class ExerciseCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Exercise_FromTheListToSolved_TicksIt()
    {
        await SaysAsync(0, "  01   20 min  Read an incident");
        await SaysAsync(1, "Next, incident_id: its incident:", "1");
        await SaysAsync(0, "Hint 1 of 3: ", "01", "--hint");
        await SaysAsync(0, "\"incident_id\": \"inc-", "01", "--solution");
        File.Copy(
            SourceTree.File("exercises", "01-read-an-incident", "solution", "answer.json"),
            Path.Combine(_folder.File("work"), "01-read-an-incident", "answer.json"),
            overwrite: true
        );
        await SaysAsync(0, "Solved: 01", "01");
        await SaysAsync(0, "Solved: 01", "01", "--watch");
        await SaysAsync(0, "✓ 01   20 min");

        await SaysAsync(1, "1 of 5 solved.", "--all", "--report", _folder.File("report.json"));
        Assert.Contains("\"solved\": 1", await File.ReadAllTextAsync(_folder.File("report.json")), StringComparison.Ordinal);
        await SaysAsync(1, "What you had is in ", "01", "--reset");
    }

    [Theory]
    [InlineData("There is no exercise 99. There are 01, 02, 03, 10, 12.", "99")]
    [InlineData("say which, as in ./run exercise 01 --hint", "--hint")]
    [InlineData("--hint and --reset exclude each other", "01", "--hint", "--reset")]
    [InlineData("leave the number out", "01", "--all")]
    [InlineData("give --all with it", "--report", "file.json")]
    [InlineData("There is no work in ", "--all")]
    public async Task Exercise_AskedForWhatCannotBe_SaysWhatToDo(string says, params string[] arguments) =>
        await SaysAsync(2, says, arguments);

    private async Task SaysAsync(int code, string says, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(ExerciseCommand).Assembly.Location, .. arguments, "--work", _folder.File("work")]
        )
        {
            WorkingDirectory = SourceTree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var all = await process.StandardOutput.ReadToEndAsync() + await said;
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == code && all.Contains(says, StringComparison.Ordinal), $"{process.ExitCode}: {all}");
    }
}
