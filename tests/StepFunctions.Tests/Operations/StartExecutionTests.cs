using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Operations;
using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.StepFunctions.Wire;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests.Operations;

public sealed class StartExecutionTests
{
    private static readonly Machine s_machine = BareEngine.Machine(Support.Definitions.Wait);

    /// <summary>Thousands of kills at once must not stand in line, each for a flush of its own.</summary>
    [Fact]
    public async Task HandleAsync_ManyWhileTheDiskIsSlow_AreTakenInBesideEachOther()
    {
        const int Count = 8;
        using var folder = new TempFolder();
        using var disk = new ManualResetEventSlim(initialState: true);
        await using var engine = BareEngine.Open(folder, disk.Wait);
        await BareEngine.SaveAsync(engine, s_machine);
        disk.Reset();
        var starting = Enumerable.Range(0, Count).Select(i => StartAsync(engine, $"kill-{i}")).ToList();
        try
        {
            await Until.TrueAsync("all are taken in", () => Task.FromResult(engine.Executions.Count == Count));
            Assert.DoesNotContain(starting, s => s.IsCompleted);
        }
        finally
        {
            disk.Set();
        }

        Assert.Equal(Count, (await Task.WhenAll(starting)).Distinct().Count());
    }

    [Fact]
    public async Task HandleAsync_SameAtTheSameTime_StartsOnce()
    {
        using var folder = new TempFolder();
        await using var engine = BareEngine.Open(folder);
        await BareEngine.SaveAsync(engine, s_machine);

        var arns = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StartAsync(engine, "kill")));

        Assert.Equal([BareEngine.Arns.Execution("m", "kill")], arns.Distinct());
        Assert.Single(engine.Executions.Values.Single().History(), e => e.HistoryType == "ExecutionStarted");
    }

    /// <returns>The execution's ARN.</returns>
    private static Task<string> StartAsync(Engine engine, string name) => Task.Run(async () =>
    {
        using var answer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(answer))
        {
            writer.WriteStartObject();
            var request = Json.Object(("stateMachineArn", Json.String(s_machine.Arn)), ("name", Json.String(name)));
            await new StartExecution().HandleAsync(engine, new Request(request), writer, CancellationToken.None);
            writer.WriteEndObject();
        }
        return Json.Text(Json.Parse(System.Text.Encoding.UTF8.GetString(answer.ToArray())), "executionArn")!;
    });
}
