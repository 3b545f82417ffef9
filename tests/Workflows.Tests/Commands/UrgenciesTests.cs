using System.Text;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Commands;

public class UrgenciesTests
{
    [Theory]
    [InlineData("GLOBAL", "user:alice", (int)Urgency.Global)]
    [InlineData("GLOBAL", "detector", (int)Urgency.Global)]
    [InlineData("ACCOUNT:1", "user:alice", (int)Urgency.Person)]
    [InlineData("ACCOUNT:1", "detector", (int)Urgency.Detector)]
    public void Of_Command_DependsOnWhoWaits(string scope, string triggeredBy, int expected)
    {
        var command = new Command("cmd-1", 1, Scope.Parse(scope), CommandAction.Kill, "too fast", triggeredBy, "corr-1");

        Assert.Equal(
            (Urgency)expected,
            Urgencies.Of(Received(System.Text.Json.JsonSerializer.Serialize(command, ContractsJson.Default.Command)))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("no command")]
    [InlineData("{\"scope\":\"GLOBAL\"}")]
    public void Of_NoCommand_CanWait(string value) => Assert.Equal(Urgency.Detector, Urgencies.Of(Received(value)));

    private static ReceivedCommand Received(string value) => new(Encoding.UTF8.GetBytes(value), "k", null, null, "here", 0);
}
