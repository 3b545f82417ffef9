using System.Text;
using System.Text.Json;
using KillSwitch.Fuzz.Tests.StatesLanguage;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Operations;
using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;
using KillSwitch.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Fuzz.Tests.StepFunctions;

public sealed class WireFuzz
{
    [Fact]
    public async Task AnyCall_IsAnsweredOrRefusedAsTheServiceWould()
    {
        using var folder = new TempFolder();
        await using var engine = Engine.Open(
            folder.File("journal"),
            JournalSync.OperatingSystem,
            new Arns("us-east-1", "000000000000"),
            TimeProvider.System,
            new NoJsonata(),
            [],
            NullLogger.Instance
        );
        Fuzzer.Run(new Target(engine));
    }

    /// <summary>A line with the operation, then the body.</summary>
    private sealed class Target(Engine engine) : FuzzTarget("wire")
    {
        private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:m";

        private readonly WireEndpoint _endpoint = new(engine, OperationList.All, showTaskTokens: true);

        public override IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
        [
            """CreateStateMachine{"name":"m","definition":"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}","roleArn":"arn:aws:iam::000000000000:role/r"}""",
            """ValidateStateMachineDefinition{"definition":"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":1,\"End\":true}}}"}""",
            $$"""StartExecution{"stateMachineArn":"{{Machine}}","input":"{\"a\":[1,2]}","name":"e"}""",
            $$"""DescribeStateMachine{"stateMachineArn":"{{Machine}}"}""",
            $$"""ListExecutions{"stateMachineArn":"{{Machine}}","maxResults":1,"nextToken":"MSBleGVjdXRpb25z"}""",
            """GetExecutionHistory{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:m:e","reverseOrder":true,"includeExecutionData":false}""",
            """SendTaskSuccess{"taskToken":"t","output":"{}"}""", """SendTaskFailure{"taskToken":"t","error":"e","cause":"c"}""", """SendTaskHeartbeat{"taskToken":"t"}""",
            """ListWaitingTasks{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:m:e"}""",
            """CreateActivity{"name":"a","tags":[{"key":"k","value":"v"}]}""", $$"""TagResource{"resourceArn":"{{Machine}}","tags":[{"key":"k","value":"v"}]}""",
            $$"""UntagResource{"resourceArn":"{{Machine}}","tagKeys":["k"]}""", $$"""UpdateStateMachine{"stateMachineArn":"{{Machine}}","roleArn":"arn:aws:iam::000000000000:role/r2"}""",
            """StopExecution{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:m:e","error":"e"}""",
        ]).Select(Encoding.UTF8.GetBytes)];

        public override IReadOnlyList<string> Words { get; } =
        [
            "{",
            "}",
            "\"maxResults\":",
            "-1",
            "1001",
            "\"nextToken\":\"LTUgZXhlY3V0aW9ucw\"",
            "\"input\":\"\\\"\\\\ud800\\\"\"",
            "\"name\":",
            "\"definition\":",
            ",",
        ];

        public override int ShortRun => 500;

        public override long Allocation => 4 * 1024 * 1024;

        public override void Try(byte[] input)
        {
            var text = Encoding.Latin1.GetString(input);
            var body = Math.Max(0, text.IndexOf('{', StringComparison.Ordinal));
            var http = new DefaultHttpContext();
            http.Request.Method = "POST";
            http.Request.Headers["X-Amz-Target"] = "AWSStepFunctions." + text[..body];
            http.Request.Body = new MemoryStream(input, body, input.Length - body);
            var answer = new MemoryStream();
            http.Response.Body = answer;

            _endpoint.HandleAsync(http).GetAwaiter().GetResult();

            Assert.True(http.Response.StatusCode is 200 or 400, $"{http.Response.StatusCode}: {Encoding.UTF8.GetString(answer.ToArray())}");
            using var json = JsonDocument.Parse(answer.ToArray(), new JsonDocumentOptions { MaxDepth = 2000 });
            if (http.Response.StatusCode == 400)
                Assert.False(string.IsNullOrEmpty(json.RootElement.GetProperty("__type").GetString()));
        }
    }
}
