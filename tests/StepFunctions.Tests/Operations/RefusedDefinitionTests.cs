using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests.Operations;

/// <summary>What the engine cannot do it says when a definition is sent, by whichever call.</summary>
public class RefusedDefinitionTests
{
    [Theory]
    [InlineData("arn:aws:states:::sns:publish")]
    [InlineData("arn:aws:states:::sqs:sendMessage.waitForTaskToken")]
    [InlineData("arn:aws:states:::states:startExecution.sync:2")]
    [InlineData("arn:aws:states:::lambda:invoke.sync")]
    [InlineData("arn:aws:states:::aws-sdk:dynamodb:getItem")]
    [InlineData("arn:aws:states:::nosuch:thing")]
    public async Task AnyCall_IntegrationThatIsNotCalled_IsRefusedWithPlaceAndWhatIsCalled(string resource)
    {
        await using var host = await EngineHost.StartAsync();

        await RefusedAsync(
            host,
            Calling(resource),
            $"SCHEMA_VALIDATION_FAILED: The resource provided {resource} is not called by this engine. It serves activities, and calls Lambda functions: by their ARNs, by arn:aws:states:::lambda:invoke and by arn:aws:states:::lambda:invoke.waitForTaskToken. at /States/S/Resource"
        );
    }

    [Fact]
    public async Task AnyCall_PlaceholderLeft_IsRefusedWithPlaceAndWhatToDo()
    {
        await using var host = await EngineHost.StartAsync();
        var definition = await File.ReadAllTextAsync(
            SourceTree.File("statemachines/kill-incident.asl.json")
        );

        var message = await MessageAsync(host, definition);

        Assert.Contains(
            "The placeholder '${OpenIncidentFunction}' has not been filled in, so that nothing can be called by it. Put the name or ARN",
            message
        );
        Assert.Contains(" at /States/OpenIncident/Arguments/FunctionName", message);
    }

    [Fact]
    public async Task AnyCall_MapOverAFile_IsRefusedWithItsPlace()
    {
        await using var host = await EngineHost.StartAsync();
        const string Definition = """
            {"StartAt":"M","States":{"M":{"Type":"Map","End":true,
              "ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"CSV"},"Parameters":{"Bucket":"b","Key":"k"}},
              "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}}
            """;

        Assert.Contains("The field 'ItemReader' is not supported by this engine", await MessageAsync(host, Definition));
    }

    [Fact]
    public async Task AnyCall_TaskAsSomebodyElse_IsRefusedWithPlaceAndReason()
    {
        await using var host = await EngineHost.StartAsync();
        const string Definition = """
            {"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},
              "Credentials":{"RoleArn":"arn:aws:iam::111111111111:role/other"},"End":true}}}
            """;

        await RefusedAsync(
            host,
            Definition,
            "SCHEMA_VALIDATION_FAILED: The field 'Credentials' is not supported by this engine: it takes on no role, so that the task would be done as somebody else than it says. Leave it out where the definition runs here. at /States/S/Credentials"
        );
    }

    [Fact]
    public async Task AnyCall_HeartbeatThatIsNotLessThanTheTimeOut_IsRefusedWithPlaceAndReason()
    {
        await using var host = await EngineHost.StartAsync();
        const string Definition = """
            {"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken",
              "Parameters":{"FunctionName":"f"},"TimeoutSeconds":60,"HeartbeatSeconds":60,"End":true}}}
            """;

        await RefusedAsync(
            host,
            Definition,
            "SCHEMA_VALIDATION_FAILED: HeartbeatSeconds must be less than TimeoutSeconds: 60 is not less than 60, so that a missed heartbeat would never be noticed at /States/S/HeartbeatSeconds"
        );
    }

    [Fact]
    public async Task Update_Refused_LeavesTheDefinitionAsItWas()
    {
        await using var host = await EngineHost.StartAsync();
        var arn = await host.CreateAsync(Definitions.Pass);

        await host.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = Calling("arn:aws:states:::nosuch:thing") });

        var kept = await host.CallAsync("DescribeStateMachine", new { stateMachineArn = arn });
        Assert.Equal(Definitions.Pass, Json.Text(kept, "definition"));
    }

    private static string Calling(string resource) =>
        $$$"""
            {"StartAt":"S","States":{"S":{"Type":"Task","Resource":"{{{resource}}}","End":true,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"C"}]},"C":{"Type":"Pass","End":true} } }
            """;

    private static async Task RefusedAsync(EngineHost host, string definition, string finding) =>
        Assert.Equal($"Invalid State Machine Definition: '{finding}'", await MessageAsync(host, definition));

    /// <summary>What Create says, once Update and Validate have said the same.</summary>
    private static async Task<string> MessageAsync(EngineHost host, string definition)
    {
        var existing = await host.CreateAsync(Definitions.Pass, "existing");
        var created = await host.CallAsync("CreateStateMachine", new { name = "m", definition, roleArn = EngineHost.Role });
        var updated = await host.CallAsync("UpdateStateMachine", new { stateMachineArn = existing, definition });
        var validated = await host.CallAsync("ValidateStateMachineDefinition", new { definition });
        Assert.Equal("InvalidDefinition", Json.Text(created, "__type"));
        Assert.Equal(Json.Text(created), Json.Text(updated));
        Assert.Equal("FAIL", Json.Text(validated, "result"));
        var message = Json.Text(created, "message")!;
        Assert.All(validated.GetProperty("diagnostics").EnumerateArray(), d => Assert.Contains(Shown(d), message));
        return message;
    }

    private static string Shown(JsonElement diagnostic) =>
        $"{Json.Text(diagnostic, "code")}: {Json.Text(diagnostic, "message")} at {Json.Text(diagnostic, "location")}";
}
