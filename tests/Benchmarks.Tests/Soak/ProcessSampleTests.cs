using KillSwitch.Benchmarks.Soak;

namespace KillSwitch.Benchmarks.Tests.Soak;

public class ProcessSampleTests
{
    private const string Status = "Name:\tdotnet\nVmPeak:\t  300000 kB\nVmRSS:\t  102400 kB\nThreads:\t42\n";

    [Theory]
    [InlineData("VmRSS", 102_400)]
    [InlineData("Threads", 42)]
    public void Field_OfAStatus_IsItsNumber(string name, long expected) => Assert.Equal(expected, ProcessSample.Field(Status, name));

    [Fact]
    public void Field_ThatIsNotThere_SaysSo()
    {
        var refused = Assert.Throws<IOException>(() => ProcessSample.Field("Name:\tdotnet\n", "VmRSS"));

        Assert.Equal("/proc tells no VmRSS: the process is gone.", refused.Message);
    }

    [Fact]
    public void Of_ThisProcess_HoldsSomething()
    {
        var sample = ProcessSample.Of("me", Environment.ProcessId);

        Assert.True(sample is { ResidentInMiB: > 1, Handles: > 3, Threads: > 1 }, $"{sample}");
    }
}
