using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Workflows.LimitChanges.Steps;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges.InMemory;

/// <summary>Follows limit-change.asl.json one state at a time, calling the steps through their JSON, as Step Functions would.</summary>
internal sealed class LimitEngine(Faults faults, TimeProvider time) : IExecutions
{
    private readonly LimitDefinition _definition = new();
    private int _tokens;

    /// <summary>Set once the steps exist; they need this engine.</summary>
    public LimitSteps Steps { get; set; } = null!;

    /// <summary>While true, Step Functions does not answer.</summary>
    public bool IsDown { get; set; }

    public Dictionary<string, LimitExecution> Executions { get; } = [];

    /// <summary>Every input a step was called with, to be called with again.</summary>
    public List<(string Function, byte[] Payload)> Called { get; } = [];

    public Task<string> StartExecutionAsync(string name, JsonObject input, string? traceParent, CancellationToken cancellationToken) =>
        faults.AroundAsync("start execution", () =>
        {
            Answer();
            if (!Executions.TryGetValue(name, out var known))
                Executions[name] = new LimitExecution(name, (JsonObject)input.DeepClone(), _definition.StartAt, time.GetUtcNow());
            else
                Assert.True(JsonNode.DeepEquals(known.Input, input), $"{name} was started again with another input.");
            return Arn(name);
        });

    public Task<ExecutionLiveness> FindExecutionAsync(string name, CancellationToken cancellationToken)
    {
        Answer();
        return Task.FromResult(Executions.TryGetValue(name, out var found) ? found.Status : ExecutionLiveness.Missing);
    }

    public Task<TaskCompletion> CompleteTaskAsync(string taskToken, JsonObject output, CancellationToken cancellationToken) =>
        faults.AroundAsync("complete task", () =>
        {
            Answer();
            if (Executions.Values.FirstOrDefault(execution => execution.Token == taskToken) is not { } waiting)
                return TaskCompletion.NoLongerWaiting;
            waiting.Token = null;
            waiting.Next = output["outcome"]!.GetValue<string>();
            Enter(waiting, LimitDefinition.Next(_definition.State(waiting.State)));
            return TaskCompletion.Completed;
        });

    /// <summary>Runs all executions until each waits for people, for its time, or has ended.</summary>
    public async Task RunAsync()
    {
        while (Executions.Values.FirstOrDefault(CanStep) is { } execution)
            await StepAsync(execution);
    }

    /// <summary>The waiting task's time is over.</summary>
    public void TimeOut(LimitExecution execution)
    {
        execution.Token = null;
        Enter(execution, "ExpireLimitApproval");
    }

    private bool CanStep(LimitExecution execution) =>
        execution.Status == ExecutionLiveness.Running
        && execution.Token is null
        && !(execution.State == "WaitUntilTheEnd" && time.GetUtcNow() < execution.Until);

    private async Task StepAsync(LimitExecution execution)
    {
        var state = _definition.State(execution.State);
        switch (LimitDefinition.Type(state))
        {
            case "Choice":
                Enter(execution, LimitDefinition.Choose(state, execution.Next));
                break;
            case "Wait":
                Enter(execution, LimitDefinition.Next(state));
                break;
            case "Succeed":
                execution.Status = ExecutionLiveness.Ended;
                break;
            default:
                await CallAsync(execution, state);
                break;
        }
    }

    private async Task CallAsync(LimitExecution execution, JsonObject state)
    {
        var (name, attempt) = (execution.State, execution.Attempt);
        var function = LimitDefinition.Function(state);
        if (LimitDefinition.Waits(state))
            execution.Token = $"token-{++_tokens}";
        var payload = Encoding.UTF8.GetBytes(Payload(execution).ToJsonString());
        Called.Add((function, payload));
        try
        {
            var output = JsonNode.Parse(await Steps.InvokeAsync(function, payload, CancellationToken.None))!.AsObject();
            if (LimitDefinition.Waits(state))
                return;
            if (name == "OpenLimitChange" && output["until"]?.GetValue<string>() is { } until)
                execution.Until = DateTimeOffset.Parse(until, CultureInfo.InvariantCulture);
            if (name != "NotifyLimitChange")
                execution.Next = output["outcome"]!.GetValue<string>();
            Enter(execution, LimitDefinition.Next(state));
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            // A task that was completed before its function failed is gone on from; its failure reaches nobody.
            if (execution.State == name && execution.Attempt == attempt && execution.Status == ExecutionLiveness.Running)
                Fail(execution, state, failure);
        }
    }

    private static void Fail(LimitExecution execution, JsonObject state, Exception failure)
    {
        execution.Token = null;
        var error = failure.GetType().Name;
        if (LimitDefinition.Matching(state["Retry"], error) is { } retrier && execution.Attempt <= retrier["MaxAttempts"]!.GetValue<int>())
            execution.Attempt++;
        else if (LimitDefinition.Matching(state["Catch"], error) is { } catcher)
            (execution.State, execution.Attempt) = (LimitDefinition.Next(catcher), 1);
        else
            throw new InvalidOperationException($"{execution.State} failed for good.", failure);
    }

    private void Enter(LimitExecution execution, string state)
    {
        (execution.State, execution.Attempt, execution.Entered) = (state, 1, time.GetUtcNow());
        execution.Path.Add(state);
    }

    private static JsonObject Payload(LimitExecution execution)
    {
        var payload = new JsonObject
        {
            ["execution_arn"] = Arn(execution.Name),
            ["state"] = execution.State,
            ["attempt"] = execution.Attempt,
            ["entered"] = execution.Entered.UtcDateTime.ToString("O"),
        };
        foreach (var (name, value) in execution.Input)
            payload[name] = value?.DeepClone();
        if (execution.Token is not null)
            payload["task_token"] = execution.Token;
        return payload;
    }

    private void Answer()
    {
        if (IsDown)
            throw new ExecutionsUnavailableException("Step Functions does not answer.");
    }

    private static string Arn(string name) => $"arn:aws:states:us-east-1:123456789012:execution:limit-change:{name}";
}

/// <summary>One execution of the definition, between two steps.</summary>
internal sealed class LimitExecution(string name, JsonObject input, string startAt, DateTimeOffset began)
{
    public string Name { get; } = name;
    public JsonObject Input { get; } = input;
    public ExecutionLiveness Status { get; set; } = ExecutionLiveness.Running;
    public string State { get; set; } = startAt;
    public DateTimeOffset Entered { get; set; } = began;
    public int Attempt { get; set; } = 1;

    /// <summary>The token of the task that waits; null while none does.</summary>
    public string? Token { get; set; }

    /// <summary>Variables of the definition.</summary>
    public string Next { get; set; } = "";

    public DateTimeOffset Until { get; set; }

    public List<string> Path { get; } = [startAt];
}
