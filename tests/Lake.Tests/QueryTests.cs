using KillSwitch.Hosting;
using KillSwitch.Lake.Asking;
using KillSwitch.Lake.Storage;

namespace KillSwitch.Lake.Tests;

public sealed class QueryTests(QueryTests.AskedLake asked) : IClassFixture<QueryTests.AskedLake>
{
    private readonly LakeFixture _lake = asked.Lake;

    [Fact]
    public void Ask_EveryNamedQuery_Answers() =>
        Assert.All(SqlFiles.Of(SqlFiles.Query).Values, sql => Assert.True(_lake.Ask(sql).Count(c => c == '\n') > 1, sql));

    [Theory]
    [InlineData("create table t (a int)", "Only a SELECT")]
    [InlineData("drop view curated", "Only a SELECT")]
    [InlineData("copy curated to 'x.csv'", "Only a SELECT")]
    [InlineData("attach 'x.db'", "Only a SELECT")]
    [InlineData("install httpfs", "Only a SELECT")]
    [InlineData("set memory_limit = '9GB'", "Only a SELECT")]
    [InlineData("select 1; select 2", "One SELECT at a time")]
    [InlineData("selec 1", "no SQL")]
    [InlineData("select * from read_text('/etc/passwd')", "disabled by configuration")]
    [InlineData("select * from '/etc/passwd'", "does not exist")]
    [InlineData("select * from nothing", "nothing")]
    [InlineData("select * from range(1000000)", "100000 rows")]
    public void Ask_WhatIsNotReadingTheLake_IsRefused(string sql, string expected) =>
        Assert.Contains(expected, Assert.Throws<CannotStartException>(() => _lake.Ask(sql)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("../../events.jsonl")]
    [InlineData("../state/enricher.json")]
    public void Ask_AFileBesideTheLake_IsRefused(string beside) => Assert.Contains(
        "disabled by configuration",
        Assert.Throws<CannotStartException>(() => _lake.Ask($"select * from read_text('{_lake.Folder.Lake}/{beside}')")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Ask_WhatNeverEnds_IsStopped() => Assert.Contains(
        "had not ended after 0.2 s",
        Assert.Throws<CannotStartException>(() =>
            _lake.Ask("select count(*) from range(1000000000) a(x), range(1000) b where a.x % 7 = 3", TimeSpan.FromMilliseconds(200))).Message,
        StringComparison.Ordinal);

    /// <summary>A quote in a name is a letter like any other.</summary>
    [Fact]
    public void Ask_NarrowedByAHostileName_FindsNothing()
    {
        using var lake = LakeTables.Open(_lake.Folder, new(Symbol: "AAPL' or '1'='1"));

        var answer = LakeQuery.Ask(
            lake, "select count(*) from curated", TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);

        Assert.Equal("0", Answer.Text(answer.Rows[0][0]));
    }

    [Fact]
    public void CancelToFill_OneByThree_IsNotRoundedToNothing() => Assert.Equal(
        "a\n0.3333333333333333\n",
        _lake.Ask("select cast(1 as double) / nullif(cast(cast(3 as decimal(18, 0)) as double), 0) as a"));

    /// <summary>One lake for all: it is only read.</summary>
    public sealed class AskedLake : IAsyncLifetime
    {
        internal LakeFixture Lake { get; } = new();

        public async Task InitializeAsync()
        {
            Lake.Write(LakeFixture.Day(4, 5_000, abuse: true).Events);
            await Lake.RunAsync();
        }

        public Task DisposeAsync()
        {
            Lake.Dispose();
            return Task.CompletedTask;
        }
    }
}
