using KillSwitch.StepFunctions.Invoke;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Local.Tests.Steps;

public sealed class StepRegistryTests
{
    [Fact]
    public async Task Of_IncidentSteps_ServesEveryFunctionOfTheDefinition()
    {
        await using var stack = await Api.Support.ApiStack.StartAsync();

        Assert.Equal(StepNames.ByPlaceholder.Values.Order(), StepRegistry.Of(stack.Steps).Names.Order());
    }

    [Fact]
    public void Register_NameTaken_IsRefused()
    {
        var registry = new StepRegistry().Register("f", (_, _) => Task.FromResult<byte[]>([]));

        Assert.Throws<ArgumentException>(() => registry.Register("f", (_, _) => Task.FromResult<byte[]>([])));
    }
}
