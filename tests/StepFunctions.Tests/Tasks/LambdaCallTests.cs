using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Tests.Support;

namespace KillSwitch.StepFunctions.Tests.Tasks;

public class LambdaCallTests
{
    [Theory]
    [InlineData("""{"Payload":"{\"n\": 1}"}""", """{"n": 1}""")]
    [InlineData("""{"Payload":"\"a text\""}""", "\"a text\"")]
    [InlineData("""{"Payload":{ "n" : 1 }}""", """{"n":1}""")]
    [InlineData("""{"Payload":null}""", "{}")]
    public async Task Payload_IsPosted_ATextAsItIs(string input, string body)
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda.On("work", payload => Json.Text(payload));

        await host.RunAsync(Invoke("\"FunctionName\":\"work\",\"Payload.$\":\"$.Payload\""), input);

        Assert.Equal(body, Json.Text(Assert.Single(host.Lambda.Calls).Payload));
    }

    [Theory]
    [InlineData("\"FunctionName\":\"work\",\"TaskToken\":\"x\"", "[The field \"TaskToken\" is not supported by Step Functions]")]
    [InlineData("\"FunctionName\":\"work\",\"InvocationType\":7", "[The value of the field 'InvocationType' has an invalid format]")]
    [InlineData("\"FunctionName\":\"work\",\"Qualifier\":7", "[The value of the field 'Qualifier' has an invalid format]")]
    [InlineData("\"Payload\":{}", "The field 'FunctionName' of lambda:invoke is required")]
    public async Task Parameters_ThatLambdaDoesNotHave_FailUncatchably(string parameters, string why)
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda.On("work", _ => "1");

        var ended = await host.RunAsync(Invoke(parameters));

        Assert.Equal(("FAILED", ErrorNames.Runtime), (ended.Status, ended.Error));
        Assert.Contains(why, ended.Cause);
        Assert.Empty(host.Lambda.Calls);
    }

    [Theory]
    [InlineData("own-step")]
    [InlineData("own-step:live")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:own-step")]
    public async Task FunctionEndpoints_OfANamedFunction_IsCalledThere(string function)
    {
        await using var steps = await FakeLambda.StartAsync();
        steps.On("own-step", _ => "\"steps\"").On("live", _ => "\"steps\"");
        await using var host = await EngineHost.StartAsync(configure: o =>
            o with
            {
                FunctionEndpoints = new Dictionary<string, Func<Uri>> { ["own-step"] = () => steps.Endpoint },
            }
        );

        var ended = await host.RunAsync(Invoke($"\"FunctionName\":\"{function}\""));

        Assert.Equal("\"steps\"", Json.Text(ended.Output!.Value.GetProperty("Payload")));
        Assert.Empty(host.Lambda.Calls);
    }

    [Fact]
    public async Task FunctionEndpoints_OfAnyOtherFunction_IsCalledAtTheLambdaEndpoint()
    {
        await using var steps = await FakeLambda.StartAsync();
        await using var host = await EngineHost.StartAsync(configure: o =>
            o with
            {
                FunctionEndpoints = new Dictionary<string, Func<Uri>> { ["own-step"] = () => steps.Endpoint },
            }
        );
        host.Lambda.On("work", _ => "1");

        Assert.Equal("SUCCEEDED", (await host.RunAsync(Invoke("\"FunctionName\":\"work\""))).Status);
        Assert.Empty(steps.Calls);
    }

    private static string Invoke(string parameters) =>
        $$$"""
            {"StartAt":"S","States":{
              "S":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{{{{parameters}}}},"Catch":[{"ErrorEquals":["States.ALL"],"Next":"C"}],"End":true},
              "C":{"Type":"Pass","End":true} } }
            """;
}
