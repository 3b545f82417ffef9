using System.Diagnostics;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests;

/// <summary>The engine as a process of its own, killed without notice.</summary>
public class KillTests
{
    [Fact]
    public async Task Kill9_ManyExecutionsAtAllStages_EveryOneGoesOn()
    {
        using var folder = new TempFolder();
        await using var lambda = await FakeLambda.StartAsync();
        lambda.On("ask", _ => "null").On("work", _ => "1");
        var tokens = new HashSet<string>();
        var executions = new List<string>();

        for (var round = 0; round < 3; round++)
        {
            using var engine = await EngineProcess.StartAsync(folder, lambda.Endpoint);
            using var client = new StepFunctionsClient(engine.Endpoint, "arn:aws:states:us-east-1:000000000000:stateMachine:ask");
            await client.CreateOrUpdateAsync("ask", Definitions.Ask(), default);
            for (var i = 0; i < 20; i++)
                executions.Add(await client.StartExecutionAsync($"{round}-{i}", [], null, default));
            // Killed wherever each of them happens to be: before, in or after the call that hands out its token.
            engine.Kill();
        }

        using var last = await EngineProcess.StartAsync(folder, lambda.Endpoint);
        using var reader = new StepFunctionsClient(last.Endpoint, "");
        await EngineHost.UntilAsync(async () =>
        {
            var waiting = 0;
            foreach (var execution in executions)
                waiting += (await reader.HistoryAsync(execution, default)).Any(e => Json.Text(e, "type") == "TaskSubmitted") ? 1 : 0;
            return waiting == executions.Count;
        }, "all executions wait for their token");
        tokens.UnionWith(lambda.Calls.Where(c => c.Function == "ask").Select(c => Json.Text(c.Payload, "token")!));
        Assert.Equal(executions.Count, tokens.Count);
        foreach (var token in tokens)
            Assert.Equal(Workflows.Ports.TaskCompletion.Completed, await reader.CompleteTaskAsync(token, [], default));
        foreach (var execution in executions)
            Assert.Equal("SUCCEEDED", (await EngineHost.EndAsync(last.Endpoint, execution)).Status);
    }

    private sealed class EngineProcess : IDisposable
    {
        private readonly Process _process;

        private EngineProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

        public Uri Endpoint { get; }

        public static async Task<EngineProcess> StartAsync(string folder, Uri lambda)
        {
            var process = Process.Start(
                new ProcessStartInfo(
                    Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet"
                )
                {
                    ArgumentList = { "exec", typeof(KillTests).Assembly.Location, EngineProgram.Verb, folder, lambda.AbsoluteUri },
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!;
            var endpoint = await process.StandardOutput.ReadLineAsync();
            return endpoint is null
                ? throw new InvalidOperationException("The engine's process ended at its start.")
                : new EngineProcess(process, new Uri(endpoint));
        }

        public void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                Kill();
            _process.Dispose();
        }
    }
}
