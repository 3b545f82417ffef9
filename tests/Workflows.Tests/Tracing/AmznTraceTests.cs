using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Tests.Tracing;

public sealed class AmznTraceTests
{
    [Theory]
    [InlineData(
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01"
    )]
    [InlineData(
        "Sampled=0; Parent=53995C3F42CD8AD8; Root=1-5759E988-BD862E3FE1BE46A994272793; Lineage=1:a:0",
        "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00"
    )]
    [InlineData(
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=?",
        "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00"
    )]
    public void ToTraceParent_Header_IsTheSameTrace(string header, string expected) =>
        Assert.Equal(expected, AmznTrace.ToTraceParent(header));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(";=;==")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=1-5759e988-bd86;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=zz995c3f42cd8ad8")]
    [InlineData("Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8")]
    public void ToTraceParent_NothingToContinue_IsNull(string? header) => Assert.Null(AmznTrace.ToTraceParent(header));

    [Theory]
    [InlineData(null)]
    [InlineData("00-abc-def-01")]
    public void FromTraceParent_NoTrace_IsNull(string? traceParent) => Assert.Null(AmznTrace.FromTraceParent(traceParent));

    [Fact]
    public void FromTraceParent_AnyTrace_ComesBackTheSame()
    {
        Prop.ForAll<bool>(sampled =>
        {
            var traceParent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-0{(sampled ? 1 : 0)}";
            return AmznTrace.ToTraceParent(AmznTrace.FromTraceParent(traceParent)) == traceParent;
        }).QuickCheckThrowOnFailure();
    }
}
