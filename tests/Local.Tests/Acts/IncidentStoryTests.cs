using System.Text.Json;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Operators;

namespace KillSwitch.Local.Tests.Acts;

public sealed class IncidentStoryTests
{
    [Fact]
    public void Of_ClosedIncident_KeepsWhenItWasInForceAndRestored()
    {
        var story = Of("""[]""", """, "first_in_force_ts": 1000, "restored_ts": 3000, "closed_ts": 4000""");

        Assert.Equal(["killed by detector: x", "in force", "restored", "closed"], Happened(story));
    }

    [Theory]
    [InlineData("EXPIRED", "request 1: expired")]
    [InlineData("VOIDED", "request 1: made void by a further kill")]
    [InlineData("REJECTED", "request 1: rejected by the check of the separation of duties")]
    public void Of_RequestThatNobodyEnded_SaysWhenAndWhatEndedIt(string status, string line)
    {
        var story = Of(
            $$"""
            [{"number":1,"cmd_id":"c","status":"{{status}}","asked_by":"user:alice","asked_by_verified":true,"reason":"fixed",
              "requested_ts":2000,"quorum":2,"ended_ts":2500,"outcome":"How it ended.",
              "decisions":[{"by":"bob","verdict":"APPROVE","reason":"ok","ts":2200,"counts":false}]}]
            """,
            "");

        Assert.Equal(line, Happened(story)[^1]);
        Assert.Contains("request 1: bob: APPROVE: ok (does not count)", Happened(story));
        Assert.Equal("Request 1: How it ended.", story[^1]);
    }

    private static string[] Happened(IEnumerable<string> story) =>
        [.. story.Where(line => line.Contains("  ", StringComparison.Ordinal)).Select(line => line.Split("  ", 2)[1])];

    private static string[] Of(string requests, string more) =>
        [
            .. IncidentStory.Of(
                JsonSerializer.Deserialize(
                    $$"""
                    {"incident_id":"inc-1","scope":"ACCOUNT:42","phase":"KILLED","enforcement":"IN_FORCE","opened_ts":0,
                     "execution_name":"e","cause_count":1,"escalations":0,"corr_id":"corr",
                     "causes":[{"cmd_id":"c","triggered_by":"detector","reason":"x","ts":0}],"requests":{{requests}}{{more}}}
                    """,
                    OperatorsJson.Default.IncidentView)!),
        ];
}
