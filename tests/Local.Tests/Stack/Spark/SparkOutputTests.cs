using KillSwitch.Local.Stack.Spark;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Stack.Spark;

public sealed class SparkOutputTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _log;
    private readonly SparkOutput _output;

    public SparkOutputTests()
    {
        _log = _folder.File("spark.log");
        _output = new SparkOutput(_log, 0);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Anything_NothingWrittenYet_IsNotThere()
    {
        Assert.False(_output.Runs);
        Assert.Empty(_output.Ends);
    }

    [Fact]
    public void Runs_LineAmongOthers_IsSeen()
    {
        File.WriteAllText(_log, "WARN something\nkillswitch: detection is running\n");

        Assert.True(_output.Runs);
    }

    [Fact]
    public void Ends_SeveralBatches_AreTheLatest()
    {
        File.AppendAllText(_log, """killswitch: detection has read {"orders.v1":{"0":1,"1":2}}""" + "\n");
        Assert.Equal([1, 2], _output.Ends);

        File.AppendAllText(_log, """killswitch: malformed has read {"orders.v1":{"0":9,"1":9}}""" + "\n");
        File.AppendAllText(_log, """killswitch: detection has read {"orders.v1":{"0":3,"1":5}}""" + "\n");

        Assert.Equal([3, 5], _output.Ends);
    }

    [Fact]
    public void Ends_HalfALine_WaitsForTheOtherHalf()
    {
        File.AppendAllText(_log, """killswitch: detection has read {"orders.v1":""");
        Assert.Empty(_output.Ends);

        File.AppendAllText(_log, """{"0":4}}""" + "\n");

        Assert.Equal([4], _output.Ends);
    }

    [Fact]
    public void Runs_EarlierRunsLine_IsNotThisRuns()
    {
        File.WriteAllText(_log, "killswitch: detection is running\n");

        Assert.False(new SparkOutput(_log, new FileInfo(_log).Length).Runs);
    }
}
