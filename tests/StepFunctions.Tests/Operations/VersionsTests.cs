using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Tests.Support;

namespace KillSwitch.StepFunctions.Tests.Operations;

/// <summary>There are no versions here: lists of them are empty, and whoever wants one is told.</summary>
public class VersionsTests
{
    [Fact]
    public async Task ListStateMachineVersions_OfAnyMachine_IsEmpty()
    {
        await using var host = await EngineHost.StartAsync();
        var arn = await host.CreateAsync(Definitions.Pass);

        Assert.Equal(
            """{"stateMachineVersions":[]}""",
            Json.Text(await host.CallAsync("ListStateMachineVersions", new { stateMachineArn = arn, maxResults = 10 }))
        );
    }

    [Fact]
    public async Task ListStateMachineVersions_NoSuchMachine_SaysSo()
    {
        await using var host = await EngineHost.StartAsync();

        var answer = await host.CallAsync(
            "ListStateMachineVersions",
            new { stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:none" }
        );

        Assert.Equal("StateMachineDoesNotExist", Json.Text(answer, "__type"));
    }

    [Fact]
    public async Task Publish_IsRefused()
    {
        await using var host = await EngineHost.StartAsync();
        var arn = await host.CreateAsync(Definitions.Pass);
        var create = new { name = "n", definition = Definitions.Pass, roleArn = EngineHost.Role, publish = true };

        Assert.Equal("ValidationException", Json.Text(await host.CallAsync("CreateStateMachine", create), "__type"));
        Assert.Equal(
            "ValidationException",
            Json.Text(
                await host.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = Definitions.Pass, publish = true }),
                "__type"
            )
        );
    }

    /// <summary>The calls of the Terraform AWS provider for an aws_sfn_state_machine, from its creation to its end.</summary>
    [Fact]
    public async Task Terraform_CreatesReadsUpdatesAndDeletes()
    {
        await using var host = await EngineHost.StartAsync();
        var arn = "";
        var type = "STANDARD";
        await CallAsync("ValidateStateMachineDefinition", new { definition = Definitions.Pass, type });
        var create = new
        {
            name = "m",
            definition = Definitions.Pass,
            roleArn = EngineHost.Role,
            type,
            publish = false,
            tags = new[] { new { key = "student", value = "alice" } },
            encryptionConfiguration = new { type = "AWS_OWNED_KEY" },
        };
        arn = Json.Text(await CallAsync("CreateStateMachine", create), "stateMachineArn")!;
        await ReadAsync(Definitions.Pass);
        var update = new { stateMachineArn = arn, definition = Definitions.Wait, roleArn = EngineHost.Role, publish = false };
        await CallAsync("UpdateStateMachine", update);
        await CallAsync("TagResource", new { resourceArn = arn, tags = new[] { new { key = "course", value = "1" } } });
        await CallAsync("UntagResource", new { resourceArn = arn, tagKeys = new[] { "student" } });
        await ReadAsync(Definitions.Wait);
        await CallAsync("DeleteStateMachine", new { stateMachineArn = arn });

        var gone = await host.CallAsync("DescribeStateMachine", new { stateMachineArn = arn });
        Assert.Equal("StateMachineDoesNotExist", Json.Text(gone, "__type"));

        async Task ReadAsync(string definition)
        {
            var read = await CallAsync("DescribeStateMachine", new { stateMachineArn = arn });
            Assert.Equal(definition, Json.Text(read, "definition"));
            await CallAsync("ListStateMachineVersions", new { stateMachineArn = arn });
            await CallAsync("ListTagsForResource", new { resourceArn = arn });
        }

        async Task<System.Text.Json.JsonElement> CallAsync(string operation, object body)
        {
            var answer = await host.CallAsync(operation, body);
            Assert.Null(Json.Text(answer, "__type"));
            return answer;
        }
    }
}
