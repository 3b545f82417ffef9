using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Incidents.Steps;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>A state machine of one's own on the stack, with functions of one's own beside the workflow's steps.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class LambdaEndpointTests
{
    [NodeFact]
    public async Task Invoke_OwnFunction_IsCalledThereAndAStepHere()
    {
        using var folder = new TempFolder();
        await using var lambda = await FakeLambda.StartAsync();
        lambda.On("mine", _ => "\"mine\"");
        await using var stack = await LocalStack.StartAsync(
            new StackOptions { Data = new DataDirectory(folder), LambdaEndpoint = lambda.Endpoint },
            TimeProvider.System,
            NullLoggerFactory.Instance,
            _ => { },
            CancellationToken.None
        );

        Assert.Equal("SUCCEEDED", (await RunAsync(stack, "mine")).Status);
        // The step has been reached: it is he who says that this is no input of his.
        Assert.Equal("JsonException", (await RunAsync(stack, StepNames.OpenIncident)).Error);
        Assert.Equal(["mine"], lambda.Calls.Select(c => c.Function));
    }

    private static async Task<ExecutionDescription> RunAsync(LocalStack stack, string function)
    {
        var states = new Uri(stack.Endpoints.States!);
        using var deployer = new StepFunctionsClient(states, "");
        var arn = await deployer.CreateOrUpdateAsync($"calls-{function}", Calls(function), CancellationToken.None);
        using var client = new StepFunctionsClient(states, arn);
        return await EngineHost.EndAsync(states, await client.StartExecutionAsync("one", [], null, CancellationToken.None));
    }

    private static string Calls(string function) =>
        $$$"""
            {"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"{{{function}}}","Payload":"null"},"End":true} } }
            """;
}
