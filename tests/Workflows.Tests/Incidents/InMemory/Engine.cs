using System.Text;
using System.Text.Json.Nodes;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary>Follows the definition one state at a time, calling the steps through their JSON, as Step Functions would.</summary>
internal sealed class Engine(Faults faults, TimeProvider time) : IExecutions
{
    private readonly Definition _definition = new();
    private int _tokens;

    /// <summary>Set once the steps exist; they need this engine.</summary>
    public IncidentSteps Steps { get; set; } = null!;

    public Dictionary<string, Execution> Executions { get; } = [];

    /// <summary>Every input a step was called with, to be called with again.</summary>
    public List<(string Function, byte[] Payload)> Called { get; } = [];

    public Task<string> StartExecutionAsync(string name, JsonObject input, string? traceParent, CancellationToken cancellationToken) =>
        faults.AroundAsync("start execution", () =>
        {
            if (!Executions.TryGetValue(name, out var known))
                Enter(Executions[name] = new Execution(name, (JsonObject)input.DeepClone(), _definition.StartAt), _definition.StartAt);
            else
                Assert.True(
                    JsonNode.DeepEquals(known.Input, input),
                    $"{name} was started again with another input: {known.Input} and {input}"
                );
            return Arn(name);
        });

    public Task<ExecutionLiveness> FindExecutionAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Executions.TryGetValue(name, out var execution) ? execution.Status : ExecutionLiveness.Missing);

    public Task<TaskCompletion> CompleteTaskAsync(string taskToken, JsonObject output, CancellationToken cancellationToken) =>
        faults.AroundAsync("complete task", () =>
        {
            if (Executions.Values.FirstOrDefault(execution => execution.Token == taskToken) is not { } waiting)
                return TaskCompletion.NoLongerWaiting;
            waiting.Token = null;
            waiting.Outcome = output["outcome"]!.GetValue<string>();
            waiting.Request = output["request"]?.GetValue<int>() ?? 0;
            Enter(waiting, Definition.Next(_definition.State(waiting.State)));
            return TaskCompletion.Completed;
        });

    /// <summary>Whether there is something to do that waits for nobody.</summary>
    public bool CanStep(Execution execution) => execution.Status == ExecutionLiveness.Running && execution.Token is null;

    public async Task StepAsync(Execution execution)
    {
        var state = _definition.State(execution.State);
        switch (Definition.Type(state))
        {
            case "Choice":
                Enter(execution, Definition.Choose(state, execution.Outcome));
                break;
            case "Succeed":
                execution.Status = ExecutionLiveness.Ended;
                break;
            default:
                await CallAsync(execution, state);
                break;
        }
    }

    /// <summary>The waiting task's time is over.</summary>
    public void TimeOut(Execution execution)
    {
        execution.Token = null;
        var retrier = Definition.Retrier(_definition.State(execution.State), "States.Timeout");
        Assert.Equal(0, retrier!["MaxAttempts"]!.GetValue<int>());
        Enter(execution, Definition.Next(Definition.Catcher(_definition.State(execution.State), "States.Timeout")!));
    }

    private async Task CallAsync(Execution execution, JsonObject state)
    {
        var (name, attempt) = (execution.State, execution.Attempt);
        var function = Definition.Function(state);
        if (Definition.Waits(state))
            execution.Token = $"token-{++_tokens}";
        var payload = Encoding.UTF8.GetBytes(Payload(execution).ToJsonString());
        Called.Add((function, payload));
        try
        {
            var output = JsonNode.Parse(await Steps.InvokeAsync(function, payload, CancellationToken.None))!.AsObject();
            if (Definition.Waits(state))
                return;
            execution.Outcome = output["outcome"]!.GetValue<string>();
            if (name == "OpenIncident")
                execution.Request = output["request"]?.GetValue<int>() ?? 0;
            Enter(execution, Definition.Next(state));
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            // A task that was completed before its function failed is gone on from; its failure reaches nobody.
            if (execution.State == name && execution.Attempt == attempt && execution.Status == ExecutionLiveness.Running)
                Fail(execution, state, failure);
        }
    }

    private void Fail(Execution execution, JsonObject state, Exception failure)
    {
        execution.Token = null;
        var error = failure.GetType().Name;
        if (Definition.Retrier(state, error) is { } retrier && execution.Attempt <= retrier["MaxAttempts"]!.GetValue<int>())
            execution.Attempt++;
        else if (Definition.Catcher(state, error) is { } catcher)
            Enter(execution, Definition.Next(catcher));
        else
            throw new InvalidOperationException($"{execution.State} failed for good.", failure);
    }

    private void Enter(Execution execution, string state)
    {
        execution.State = state;
        execution.Attempt = 1;
        execution.Entered = time.GetUtcNow();
        execution.Path.Add(state);
    }

    private static JsonObject Payload(Execution execution)
    {
        var payload = new JsonObject
        {
            ["execution_arn"] = Arn(execution.Name),
            ["state"] = execution.State,
            ["attempt"] = execution.Attempt,
            ["entered"] = execution.Entered.UtcDateTime.ToString("O"),
            ["incident_id"] = execution.Input["incident_id"]!.DeepClone(),
            ["scope"] = execution.Input["scope"]!.DeepClone(),
            ["corr_id"] = execution.Input["corr_id"]!.DeepClone(),
            ["trace_parent"] = execution.Input["trace_parent"]?.DeepClone(),
            ["request"] = execution.Request,
        };
        if (execution.Token is not null)
            payload["task_token"] = execution.Token;
        return payload;
    }

    private static string Arn(string name) => $"arn:aws:states:us-east-1:123456789012:execution:kill-incident:{name}";

    public IEnumerable<Execution> Of(Scope scope) =>
        Executions.Values.Where(execution => execution.Input["scope"]!.GetValue<string>() == scope.ToString());
}
