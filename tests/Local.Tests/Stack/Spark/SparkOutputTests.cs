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
        Assert.Null(_output.Latest);
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
        File.AppendAllText(_log, Batch("detection", """{"0":1,"1":2}"""));
        Assert.Equal([1, 2], _output.Latest!.Ends);

        File.AppendAllText(_log, Batch("malformed", """{"0":9,"1":9}"""));
        File.AppendAllText(_log, Batch("detection", """{"0":3,"1":5}"""));

        Assert.Equal([3, 5], _output.Latest!.Ends);
    }

    [Fact]
    public void Ends_HalfALine_WaitsForTheOtherHalf()
    {
        var line = Batch("detection", """{"0":4}""");
        File.AppendAllText(_log, line[..60]);
        Assert.Null(_output.Latest);

        File.AppendAllText(_log, line[60..]);

        Assert.Equal([4], _output.Latest!.Ends);
    }

    [Fact]
    public void Runs_EarlierRunsLine_IsNotThisRuns()
    {
        File.WriteAllText(_log, "killswitch: detection is running\n");

        Assert.False(new SparkOutput(_log, new FileInfo(_log).Length).Runs);
    }

    [Fact]
    public void Latest_Batch_IsWhatTheLauncherSaid()
    {
        File.AppendAllText(_log, Batch("detection", """{"1":7,"0":4}"""));

        var batch = _output.Latest!;

        Assert.Equal((12, 11, 5, 4_000), (batch.Id, batch.Rows, batch.Groups, batch.Bytes));
        Assert.Equal([4, 7], batch.Ends);
        Assert.Equal(80, batch.TotalMs);
    }

    [Fact]
    public void Told_Batch_IsWhatEachPartOfItTook()
    {
        File.AppendAllText(_log, Batch("detection", "{}"));

        Assert.Equal(
            "80 ms (5 asking for the ends of its topics, 8 planning, 60 measuring and writing, 7 noting how far it is)",
            _output.Latest!.Told
        );
    }

    private static string Batch(string query, string ends) =>
        $$$"""
        killswitch: {{{query}}} batch {"id":12,"rows":11,"read":{"orders.v1":{{{ends}}},"killswitch.state.v1":{"0":3}},"took_ms":{"triggerExecution":80,"latestOffset":4,"getBatch":1,"queryPlanning":8,"addBatch":60,"walCommit":5,"commitOffsets":2},"state":{"groups":5,"bytes":4000}}

        """;
}
