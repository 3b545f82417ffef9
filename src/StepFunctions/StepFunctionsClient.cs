using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Client;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.StepFunctions;

/// <summary>
/// Calls Step Functions by its wire API: what the workflows need (<see cref="IExecutions"/>), and what deploys and reads
/// state machines locally. Thread-safe. Calls are not signed, so it is for local endpoints.
/// </summary>
public sealed class StepFunctionsClient : IExecutions, IDisposable
{
    /// <summary>What local state machines are created with; nothing assumes it.</summary>
    public const string LocalRole = "arn:aws:iam::000000000000:role/killswitch-local";

    /// <summary>How often a state machine may be deleted while it is created or updated, before that is told.</summary>
    private const int MostDeletions = 5;

    private const int MostOnAPage = 1000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(15) };
    private readonly WireCaller _wire;
    private readonly string _stateMachineArn;

    /// <param name="endpoint">Where Step Functions answers; asked at each call.</param>
    /// <param name="stateMachineArn">The state machine that <see cref="IExecutions"/> is about.</param>
    public StepFunctionsClient(Func<CancellationToken, Task<Uri>> endpoint, string stateMachineArn)
    {
        _wire = new WireCaller(_http, endpoint);
        _stateMachineArn = stateMachineArn;
    }

    /// <param name="endpoint">Where Step Functions answers.</param>
    /// <param name="stateMachineArn">The state machine that <see cref="IExecutions"/> is about.</param>
    public StepFunctionsClient(Uri endpoint, string stateMachineArn) : this(_ => Task.FromResult(endpoint), stateMachineArn)
    {
    }

    /// <inheritdoc/>
    public async Task<string> StartExecutionAsync(string name, JsonObject input, string? traceParent, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(
                    "StartExecution",
                    cancellationToken,
                    traceParent,
                    ("stateMachineArn", _stateMachineArn),
                    ("name", name),
                    ("input", input.ToJsonString())
                )
                .ConfigureAwait(false);
            return Json.Text(answer, "executionArn")!;
        }
        catch (StepFunctionsErrorException refused) when (refused.Code == "ExecutionAlreadyExists")
        {
            // The name is derived from the command: whatever bears it was started for it.
            return ExecutionArn(name);
        }
        catch (StepFunctionsErrorException refused)
        {
            // The state machine is not there, say: it is put back, and a kill must not be lost until then.
            throw Unavailable("StartExecution", refused);
        }
    }

    /// <inheritdoc/>
    public async Task<ExecutionLiveness> FindExecutionAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var execution = await FindAsync(ExecutionArn(name), cancellationToken).ConfigureAwait(false);
            return execution is null ? ExecutionLiveness.Missing
                : execution.Status == "RUNNING" ? ExecutionLiveness.Running
                : ExecutionLiveness.Ended;
        }
        catch (StepFunctionsErrorException refused)
        {
            throw Unavailable("DescribeExecution", refused);
        }
    }

    /// <inheritdoc/>
    public async Task<TaskCompletion> CompleteTaskAsync(string taskToken, JsonObject output, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync("SendTaskSuccess", cancellationToken, null, ("taskToken", taskToken), ("output", output.ToJsonString()))
                .ConfigureAwait(false);
            return TaskCompletion.Completed;
        }
        catch (StepFunctionsErrorException ended) when (ended.Code is "TaskTimedOut" or "TaskDoesNotExist")
        {
            return TaskCompletion.NoLongerWaiting;
        }
        catch (StepFunctionsErrorException refused)
        {
            throw Unavailable("SendTaskSuccess", refused);
        }
    }

    /// <summary>
    /// Creates the state machine, or gives the one of that name this definition. Where it has it already, nothing changes: to be
    /// repeated as often as one likes.
    /// </summary>
    /// <returns>Its ARN.</returns>
    /// <exception cref="StepFunctionsErrorException">The definition is not valid.</exception>
    /// <exception cref="ExecutionsUnavailableException">No answer, or somebody deletes it as often as it is created. Retry.</exception>
    public async Task<string> CreateOrUpdateAsync(string name, string definition, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await TryCreateAsync(name, definition, cancellationToken).ConfigureAwait(false) is { } created)
                return created;
            if (await TryUpdateAsync(name, definition, cancellationToken).ConfigureAwait(false) is { } updated)
                return updated;
            if (attempt == MostDeletions)
                throw new ExecutionsUnavailableException($"The state machine {name} was deleted {attempt} times while it was updated.");
        }
    }

    /// <summary>All state machines: ARN by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StateMachinesAsync(CancellationToken cancellationToken)
    {
        var machines = await PagesAsync("ListStateMachines", "stateMachines", [], int.MaxValue, cancellationToken).ConfigureAwait(false);
        return machines.ToDictionary(m => Json.Text(m, "name")!, m => Json.Text(m, "stateMachineArn")!, StringComparer.Ordinal);
    }

    /// <returns>The definition of a state machine as it stands; null where there is none of that ARN.</returns>
    public async Task<string?> FindDefinitionAsync(string stateMachineArn, CancellationToken cancellationToken)
    {
        try
        {
            var machine = await CallAsync("DescribeStateMachine", cancellationToken, null, ("stateMachineArn", stateMachineArn))
                .ConfigureAwait(false);
            return Json.Text(machine, "definition");
        }
        catch (StepFunctionsErrorException missing) when (missing.Code == "StateMachineDoesNotExist")
        {
            return null;
        }
    }

    /// <summary>Deletes a state machine; one that is not there is deleted already.</summary>
    public Task DeleteAsync(string stateMachineArn, CancellationToken cancellationToken) =>
        CallAsync("DeleteStateMachine", cancellationToken, null, ("stateMachineArn", stateMachineArn));

    /// <summary>The executions of a state machine, the latest first; of one status where one is given.</summary>
    public Task<IReadOnlyList<ExecutionSummary>> ExecutionsAsync(
        string stateMachineArn,
        string? status,
        CancellationToken cancellationToken
    ) => ExecutionsAsync(stateMachineArn, status, int.MaxValue, cancellationToken);

    /// <summary>The latest executions of a state machine, at most so many; of one status where one is given.</summary>
    public async Task<IReadOnlyList<ExecutionSummary>> ExecutionsAsync(
        string stateMachineArn,
        string? status,
        int most,
        CancellationToken cancellationToken
    )
    {
        (string, string)[] asked = status is null
            ? [("stateMachineArn", stateMachineArn)]
            : [("stateMachineArn", stateMachineArn), ("statusFilter", status)];
        var executions = await PagesAsync("ListExecutions", "executions", asked, most, cancellationToken).ConfigureAwait(false);
        return
        [
            .. executions.Select(e => new ExecutionSummary(
                Json.Text(e, "executionArn")!,
                Json.Text(e, "name")!,
                Json.Text(e, "status")!,
                Time(e, "startDate")!.Value,
                Time(e, "stopDate")
            )),
        ];
    }

    /// <summary>An execution, or null where there is none of that ARN.</summary>
    public async Task<ExecutionDescription?> FindAsync(string executionArn, CancellationToken cancellationToken)
    {
        try
        {
            var e = await CallAsync("DescribeExecution", cancellationToken, null, ("executionArn", executionArn)).ConfigureAwait(false);
            return new ExecutionDescription(
                executionArn,
                Json.Text(e, "stateMachineArn")!,
                Json.Text(e, "name")!,
                Json.Text(e, "status")!,
                Time(e, "startDate")!.Value,
                Time(e, "stopDate"),
                Json.Parse(Json.Text(e, "input") ?? "{}"),
                Json.Text(e, "output") is { } output ? Json.Parse(output) : null,
                Json.Text(e, "error"),
                Json.Text(e, "cause"),
                e.GetProperty("redriveCount").GetInt32(),
                Time(e, "redriveDate"),
                Json.Text(e, "redriveStatusReason"));
        }
        catch (StepFunctionsErrorException missing) when (missing.Code == "ExecutionDoesNotExist")
        {
            return null;
        }
    }

    /// <summary>The definition of an execution's state machine as it was when the execution began.</summary>
    /// <exception cref="StepFunctionsErrorException">There is no such execution.</exception>
    public async Task<string> DefinitionOfAsync(string executionArn, CancellationToken cancellationToken)
    {
        var machine = await CallAsync("DescribeStateMachineForExecution", cancellationToken, null, ("executionArn", executionArn))
            .ConfigureAwait(false);
        return Json.Text(machine, "definition")!;
    }

    /// <summary>The ARN of the execution of this name.</summary>
    public string ExecutionArn(string name) => ExecutionArn(_stateMachineArn, name);

    /// <summary>The ARN of a state machine's execution of this name.</summary>
    public static string ExecutionArn(string stateMachineArn, string name) =>
        $"{stateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";

    /// <summary>The whole history of an execution, oldest first: the events as GetExecutionHistory returns them.</summary>
    public Task<IReadOnlyList<JsonElement>> HistoryAsync(string executionArn, CancellationToken cancellationToken) =>
        PagesAsync("GetExecutionHistory", "events", [("executionArn", executionArn)], int.MaxValue, cancellationToken);

    /// <summary>Stops an execution; one that has ended stays as it is.</summary>
    public Task StopAsync(string executionArn, string error, string cause, CancellationToken cancellationToken) =>
        CallAsync("StopExecution", cancellationToken, null, ("executionArn", executionArn), ("error", error), ("cause", cause));

    /// <summary>Lets an execution that did not succeed go on where it ended.</summary>
    /// <exception cref="StepFunctionsErrorException">It runs, has succeeded, or ended too long ago.</exception>
    public Task RedriveAsync(string executionArn, CancellationToken cancellationToken) =>
        CallAsync("RedriveExecution", cancellationToken, null, ("executionArn", executionArn));

    /// <summary>Starts an execution.</summary>
    /// <param name="stateMachineArn">Of which state machine.</param>
    /// <param name="name">Its name; null to have one made up.</param>
    /// <param name="input">JSON.</param>
    /// <param name="cancellationToken">Gives up; it may have been started.</param>
    /// <returns>Its name.</returns>
    /// <exception cref="StepFunctionsErrorException">It was refused: the name is taken, say.</exception>
    public async Task<string> StartAsync(string stateMachineArn, string? name, string input, CancellationToken cancellationToken)
    {
        (string, string)[] asked = [("stateMachineArn", stateMachineArn), ("input", input)];
        var answer = await CallAsync("StartExecution", cancellationToken, null, name is null ? asked : [.. asked, ("name", name)])
            .ConfigureAwait(false);
        return Json.Text(answer, "executionArn")!.Split(':')[^1];
    }

    /// <summary>The tasks of an execution that somebody outside may complete.</summary>
    /// <exception cref="StepFunctionsErrorException">There is no such execution, or its tokens are for others.</exception>
    public async Task<IReadOnlyList<WaitingTaskDescription>> WaitingTasksAsync(string executionArn, CancellationToken cancellationToken)
    {
        var answer = await CallAsync("ListWaitingTasks", cancellationToken, null, ("executionArn", executionArn)).ConfigureAwait(false);
        return
        [
            .. answer.GetProperty("tasks").EnumerateArray().Select(t => new WaitingTaskDescription(
                Json.Text(t, "name")!,
                Json.Text(t, "taskToken")!,
                Json.Text(t, "stateName")!,
                Json.Text(t, "resource")!,
                Json.Parse(Json.Text(t, "input")!),
                Time(t, "enteredDate")!.Value
            )),
        ];
    }

    /// <summary>Completes a waiting task.</summary>
    /// <param name="taskToken">Its token.</param>
    /// <param name="output">JSON.</param>
    /// <param name="cancellationToken">Gives up; it may have been completed.</param>
    /// <exception cref="StepFunctionsErrorException">It waits no longer, or the output is none.</exception>
    public Task SucceedTaskAsync(string taskToken, string output, CancellationToken cancellationToken) =>
        CallAsync("SendTaskSuccess", cancellationToken, null, ("taskToken", taskToken), ("output", output));

    /// <summary>Fails a waiting task.</summary>
    /// <param name="taskToken">Its token.</param>
    /// <param name="error">What Retry and Catch go by.</param>
    /// <param name="cause">More of that, for people.</param>
    /// <param name="cancellationToken">Gives up; it may have failed.</param>
    /// <exception cref="StepFunctionsErrorException">It waits no longer.</exception>
    public Task FailTaskAsync(string taskToken, string error, string cause, CancellationToken cancellationToken) =>
        CallAsync("SendTaskFailure", cancellationToken, null, ("taskToken", taskToken), ("error", error), ("cause", cause));

    /// <summary>What stands against a definition; nothing where it can be run.</summary>
    public async Task<IReadOnlyList<DefinitionProblem>> ValidateAsync(string definition, CancellationToken cancellationToken)
    {
        var answer = await CallAsync("ValidateStateMachineDefinition", cancellationToken, null, ("definition", definition))
            .ConfigureAwait(false);
        return
        [
            .. answer.GetProperty("diagnostics").EnumerateArray().Select(d => new DefinitionProblem(
                Json.Text(d, "code")!,
                Json.Text(d, "message")!,
                Json.Text(d, "location")
            )),
        ];
    }

    public void Dispose() => _http.Dispose();

    /// <returns>Its ARN; null where there is another of that name.</returns>
    private async Task<string?> TryCreateAsync(string name, string definition, CancellationToken cancellationToken)
    {
        try
        {
            var created = await CallAsync(
                    "CreateStateMachine",
                    cancellationToken,
                    null,
                    ("name", name),
                    ("definition", definition),
                    ("roleArn", LocalRole)
                )
                .ConfigureAwait(false);
            return Json.Text(created, "stateMachineArn")!;
        }
        catch (StepFunctionsErrorException exists) when (exists.Code == "StateMachineAlreadyExists")
        {
            return null;
        }
    }

    /// <returns>Its ARN; null where it has been deleted meanwhile.</returns>
    private async Task<string?> TryUpdateAsync(string name, string definition, CancellationToken cancellationToken)
    {
        var machines = await StateMachinesAsync(cancellationToken).ConfigureAwait(false);
        if (!machines.TryGetValue(name, out var arn))
            return null;
        try
        {
            await CallAsync(
                    "UpdateStateMachine",
                    cancellationToken,
                    null,
                    ("stateMachineArn", arn),
                    ("definition", definition),
                    ("roleArn", LocalRole)
                )
                .ConfigureAwait(false);
            return arn;
        }
        catch (StepFunctionsErrorException gone) when (gone.Code == "StateMachineDoesNotExist")
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<JsonElement>> PagesAsync(
        string operation,
        string list,
        (string, string)[] asked,
        int most,
        CancellationToken cancellationToken
    )
    {
        var all = new List<JsonElement>();
        string? next = null;
        do
        {
            var size = Math.Min(MostOnAPage, most - all.Count);
            var body = Json.With(Body(next is null ? asked : [.. asked, ("nextToken", next)]), "maxResults", Json.Number((long)size));
            var page = await _wire.CallAsync(operation, body, null, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.GetProperty(list).EnumerateArray());
            next = Json.Text(page, "nextToken");
        }
        while (next is not null && all.Count < most);
        return all;
    }

    private Task<JsonElement> CallAsync(
        string operation,
        CancellationToken cancellationToken,
        string? traceParent,
        params ReadOnlySpan<(string Name, string Value)> members
    ) => _wire.CallAsync(operation, Body(members), traceParent, cancellationToken);

    private static ExecutionsUnavailableException Unavailable(string operation, StepFunctionsErrorException refused) =>
        new($"Step Functions did not serve {operation}: {refused.Message}", refused);

    private static JsonElement Body(ReadOnlySpan<(string Name, string Value)> members)
    {
        var list = new List<KeyValuePair<string, JsonElement>>(members.Length);
        foreach (var (name, value) in members)
            list.Add(new(name, Json.String(value)));
        return Json.Object(list);
    }

    private static DateTimeOffset? Time(JsonElement value, string name) =>
        Json.Member(value, name) is { } time ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(time.GetDecimal() * 1000)) : null;
}
