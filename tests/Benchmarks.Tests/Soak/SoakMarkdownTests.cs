using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Report;
using KillSwitch.Benchmarks.Soak;

namespace KillSwitch.Benchmarks.Tests.Soak;

public class SoakMarkdownTests
{
    [Fact]
    public void Write_MemoryThatRises_SaysThatItGrows()
    {
        var markdown = SoakMarkdown.Write(Result(minute => 100 + (5 * minute)));

        Assert.Contains("**It grows: router-1: resident memory (MiB).**", markdown, StringComparison.Ordinal);
        Assert.Contains("| router-1: resident memory (MiB) | 160 | 370 | 200 | **yes** |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NothingRises_SaysSo()
    {
        var markdown = SoakMarkdown.Write(Result(_ => 100));

        Assert.Contains("**Nothing grows: 6 things compared.**", markdown, StringComparison.Ordinal);
        Assert.Contains("| to 5 | 1,000 | 40 | 90 | 12 | 100 / 20 / 10 |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_StoppedEarly_KeepsWhatThereIs()
    {
        var markdown = SoakMarkdown.Write(Result(_ => 100) with { Samples = [], Troubles = ["It was stopped before its time."] });

        Assert.Contains("**Too short to tell whether anything grows.**", markdown, StringComparison.Ordinal);
        Assert.Contains("- It was stopped before its time.", markdown, StringComparison.Ordinal);
    }

    private static SoakResult Result(Func<int, double> memory) =>
        new(
            DateTimeOffset.UnixEpoch,
            new Machine("a processor", 2, 8, "an os", "a runtime", "/tmp (ext4)", null),
            new SoakOptions(),
            MaximumPerSecond: 2000,
            RatePerSecond: 1000,
            [
                .. Enumerable
                    .Range(1, 60)
                    .Select(minute => new SoakSample(
                        minute,
                        1000,
                        new LatencySpread(60_000, 40, 90, 100),
                        [4, 8],
                        null,
                        null,
                        [new ProcessSample("router-1", memory(minute), 20, 10)]
                    )),
            ],
            []
        );
}
