using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Incidents.Steps;

public sealed class IncidentStepsTests
{
    [Fact]
    public void Functions_OfEveryPlaceholderOfTheDefinition_AreThere() =>
        Assert.Equal(StepNames.ByPlaceholder.Values.Order(), new KillWorld().Engine.Steps.Functions.Keys.Order());

    [Fact]
    public async Task InvokeAsync_NoSuchFunction_NamesThoseThatThereAre()
    {
        var steps = new KillWorld().Engine.Steps;

        var unknown = await Assert.ThrowsAsync<KeyNotFoundException>(() => steps.InvokeAsync("killswitch-none", "{}"u8.ToArray(), default));

        Assert.Contains(StepNames.PublishKilled, unknown.Message);
    }
}
