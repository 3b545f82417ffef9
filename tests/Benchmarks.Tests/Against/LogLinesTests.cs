using KillSwitch.Benchmarks.Against;
using KillSwitch.Tests;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class LogLinesTests
{
    [Fact]
    public async Task FollowAsync_LogThatGrows_TellsEachLineOnceAndWhole()
    {
        using var folder = new TempFolder();
        var log = folder.File("log");
        var ended = new TaskCompletionSource();
        var lines = new List<string>();

        var following = LogLines.FollowAsync(log, ended.Task, lines.Add, CancellationToken.None);
        await File.AppendAllTextAsync(log, "first\nsec");
        await Until.TrueAsync("the first line is told", () => Task.FromResult(lines.Count == 1));
        await File.AppendAllTextAsync(log, "ond\nthe last, without an end");
        ended.SetResult();
        await following;

        Assert.Equal(["first", "second", "the last, without an end"], lines);
    }
}
