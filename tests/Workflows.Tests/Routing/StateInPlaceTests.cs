using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Routing;

public sealed class StateInPlaceTests
{
    private static readonly KillState Usual = new KillState
    {
        Scope = Scope.Account("12345"),
        Status = KillStatus.Killed,
        Version = 7,
        IncidentId = "inc-1",
        Causes = ["cmd-1", "cmd-2"],
        UpdatedTs = 5,
        UpdatedBy = "user:bob",
        Reason = "too many orders, $1.00",
        LastCmdId = "cmd-2",
        CorrId = "corr-1",
    };

    [Fact]
    public void TryRead_AsThePublisherWrites_IsRead()
    {
        Assert.True(StateInPlace.TryRead(Bytes(Usual), out var state));
        Assert.True(Says(state, Usual));
    }

    [Theory]
    [InlineData("\"version\":7", "\"version\":0")]
    [InlineData("\"version\":7", "\"version\":7.5")]
    [InlineData("\"KILLED\"", "\"PAUSED\"")]
    [InlineData("\"KILLED\"", "1")]
    [InlineData("\"inc-1\"", "null")]
    [InlineData("inc-1", "inc-\\u0031")]
    [InlineData("\"cmd-1\",", "null,")]
    [InlineData("\"updated_ts\":5,", "")]
    [InlineData("\"corr-1\"}", "\"corr-1\"}{}")]
    [InlineData("\"corr-1\"}", "\"corr-1\"")]
    [InlineData("\"corr-1\"}", "\"corr-1\",\"scope\":\"GLOBAL\"}")]
    public void TryRead_AnythingElse_IsLeftToTheFullReading(string text, string instead)
    {
        var bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(Usual)).Replace(text, instead, StringComparison.Ordinal));

        Assert.NotEqual(Bytes(Usual), bytes);
        Assert.False(StateInPlace.TryRead(bytes, out _));
    }

    [Fact]
    public void TryRead_OneByteChanged_SaysOnlyWhatTheFullReadingSays()
    {
        var usual = Bytes(Usual);
        var changes = from at in Gen.Choose(0, usual.Length - 1)
                      from to in Gen.Choose(0, 255)
                      select (at, to: (byte)to);
        Prop.ForAll(changes.ToArbitrary(), change =>
            {
                var bytes = usual.ToArray();
                bytes[change.at] = change.to;
                if (!StateInPlace.TryRead(bytes, out var state))
                    return true;
                // A scope is only a text here; the fold holds it against the key, which was read.
                return StateRecord.Read(bytes, long.MaxValue, out _) is { } full
                    ? Says(state, full)
                    : !Scope.TryParse(Encoding.UTF8.GetString(state.Scope), out _, out _);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    private static bool Says(in StateInPlace state, KillState full) =>
        Encoding.UTF8.GetString(state.Scope) == full.Scope.ToString()
        && (state.Status, state.Version) == (full.Status, full.Version)
        && Encoding.UTF8.GetString(state.IncidentId) == full.IncidentId
        && Encoding.UTF8.GetString(state.Reason) == full.Reason
        && Encoding.UTF8.GetString(state.LastCmdId) == full.LastCmdId
        && Encoding.UTF8.GetString(state.CorrId) == full.CorrId;

    private static byte[] Bytes(KillState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState);
}
