using System.Diagnostics;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests;

public class AwsCliTests
{
    [AwsCliFact]
    public async Task Cli_ReadsAnExecution()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Pass);

        var started = Json.Parse(await AwsAsync(host, "start-execution", "--state-machine-arn", machine, "--input", """{"a":1}"""));
        var arn = Json.Text(started, "executionArn")!;
        await host.EndAsync(arn);

        Assert.Equal("SUCCEEDED", Json.Text(Json.Parse(await AwsAsync(host, "describe-execution", "--execution-arn", arn)), "status"));
        var history = Json.Parse(await AwsAsync(host, "get-execution-history", "--execution-arn", arn, "--reverse-order"));
        Assert.Equal("ExecutionSucceeded", Json.Text(history.GetProperty("events")[0], "type"));
        Assert.Equal("m", Json.Text(Json.Parse(await AwsAsync(host, "list-state-machines")).GetProperty("stateMachines")[0], "name"));
    }

    private static async Task<string> AwsAsync(EngineHost host, params string[] arguments)
    {
        var start = new ProcessStartInfo("aws")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "local",
                ["AWS_SECRET_ACCESS_KEY"] = "local",
                ["AWS_DEFAULT_REGION"] = "us-east-1",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_PAGER"] = "",
            },
        };
        foreach (var argument in (string[])["stepfunctions", "--endpoint-url", host.Endpoint.AbsoluteUri, "--output", "json", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
