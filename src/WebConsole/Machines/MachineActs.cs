using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Text;

namespace KillSwitch.WebConsole.Machines;

/// <summary>
/// Starts and stops executions, answers their waiting tasks, and saves definitions, of whoever learns here. Not those of incidents and
/// of changes of limits: what is stopped and given back is two people's to say. Safe for concurrent use.
/// </summary>
/// <param name="executions">Talks to Step Functions.</param>
/// <param name="ours">The state machines whose executions nobody acts on by hand.</param>
internal sealed class MachineActs(StepFunctionsClient executions, IReadOnlySet<string> ours)
{
    private const string OfLimits = "limit-change";

    /// <param name="machine">Its name.</param>
    /// <param name="name">Of the execution; null for one that is made up.</param>
    /// <param name="input">JSON; null for an empty object.</param>
    /// <param name="cancellationToken">Gives up; it may have been started.</param>
    public async Task<Outcome<ExecutionReceipt>> StartAsync(
        string machine,
        string? name,
        string? input,
        CancellationToken cancellationToken
    )
    {
        if (NoJson("input", input) is { } refusal)
            return refusal;
        return await ActAsync(machine, NobodyStarts, async arn =>
        {
            // Step Functions takes a second start on the same input for the first: it answers both alike.
            var there = name is null ? null : await FindAsync(StepFunctionsClient.ExecutionArn(arn, name), cancellationToken);
            var started = await executions.StartAsync(arn, name, input ?? "{}", cancellationToken);
            return new ExecutionReceipt(
                machine,
                started,
                there is null ? $"{started} has begun." : $"{started} has been there since {UtcTime.Of(there.StartedAt.ToUnixTimeMilliseconds())}."
            );
        }, cancellationToken);
    }

    public Task<Outcome<ExecutionReceipt>> StopAsync(string machine, string name, string cause, CancellationToken cancellationToken) =>
        ActAsync(machine, NobodyStarts, async arn =>
        {
            await executions.StopAsync(StepFunctionsClient.ExecutionArn(arn, name), "StoppedByHand", cause, cancellationToken);
            return new ExecutionReceipt(machine, name, $"{name} is stopped.");
        }, cancellationToken);

    /// <summary>Lets one that did not succeed go on where it ended: what succeeded in it is not done again.</summary>
    public Task<Outcome<ExecutionReceipt>> RedriveAsync(string machine, string name, CancellationToken cancellationToken) =>
        ActAsync(machine, NobodyStarts, async arn =>
        {
            await executions.RedriveAsync(StepFunctionsClient.ExecutionArn(arn, name), cancellationToken);
            return new ExecutionReceipt(machine, name, $"{name} goes on where it ended.");
        }, cancellationToken);

    /// <summary>What waits to be answered from outside.</summary>
    public Task<Outcome<IReadOnlyList<WaitingTaskView>>> TasksAsync(string machine, string name, CancellationToken cancellationToken) =>
        ActAsync(machine, ForTheApproval, async arn => (IReadOnlyList<WaitingTaskView>)
        [
            .. (await executions.WaitingTasksAsync(StepFunctionsClient.ExecutionArn(arn, name), cancellationToken))
                .Select(t => new WaitingTaskView(t.Name, t.Token, t.State, t.Resource, t.Input, t.EnteredAt.ToUnixTimeMilliseconds())),
        ], cancellationToken);

    /// <summary>Sends a waiting task's output, as whoever was asked for it would.</summary>
    /// <param name="machine">Its state machine.</param>
    /// <param name="name">Its execution.</param>
    /// <param name="task">What the history shows in place of its token.</param>
    /// <param name="output">JSON; null for an empty object.</param>
    /// <param name="cancellationToken">Gives up; it may have been sent.</param>
    public async Task<Outcome<ExecutionReceipt>> SucceedAsync(
        string machine,
        string name,
        string task,
        string? output,
        CancellationToken cancellationToken
    ) =>
        NoJson("output", output) ?? await AnswerAsync(
            machine,
            name,
            task,
            "has its output",
            token => executions.SucceedTaskAsync(token, output ?? "{}", cancellationToken),
            cancellationToken
        );

    /// <summary>Fails a waiting task, as whoever was asked for it would.</summary>
    /// <param name="machine">Its state machine.</param>
    /// <param name="name">Its execution.</param>
    /// <param name="task">What the history shows in place of its token.</param>
    /// <param name="error">What Retry and Catch go by.</param>
    /// <param name="cause">More of that, for people; null for none.</param>
    /// <param name="cancellationToken">Gives up; it may have been sent.</param>
    public Task<Outcome<ExecutionReceipt>> FailAsync(
        string machine,
        string name,
        string task,
        string error,
        string? cause,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync(
            machine,
            name,
            task,
            $"has failed with {error}",
            token => executions.FailTaskAsync(token, error, cause ?? "", cancellationToken),
            cancellationToken
        );

    /// <summary>Makes a state machine, or gives it another definition.</summary>
    public async Task<Outcome<ExecutionReceipt>> SaveAsync(string machine, string definition, CancellationToken cancellationToken)
    {
        if (ours.Contains(machine))
            return new Refusal(
                RefusalCode.FieldInvalid,
                $"{machine} is what {(IsOfLimits(machine) ? "changes of limits" : "kills")} run on, and is put back whenever somebody changes it. Save yours under another name."
            );
        try
        {
            await executions.CreateOrUpdateAsync(machine, definition, cancellationToken);
            return new ExecutionReceipt(machine, "", $"{machine} is saved: its next execution runs by it.");
        }
        catch (StepFunctionsErrorException refused)
        {
            return SaysNo(refused);
        }
    }

    private static bool IsOfLimits(string machine) => machine == OfLimits;

    private static string NobodyStarts(string machine) =>
        IsOfLimits(machine)
            ? $"An execution of {machine} begins when somebody asks for a change of a limit: nobody starts or stops one by hand."
            : $"An execution of {machine} begins with a kill and ends when somebody else than who asked has approved that it is given back: nobody starts or stops one by hand.";

    private static string ForTheApproval(string machine) =>
        IsOfLimits(machine)
            ? $"The task token of {machine} is for the approval alone: one person asks for a looser limit, another approves it, by the link."
            : $"The task token of {machine} is for the approval alone: one person asks for an unkill, another approves it, on the incident's page.";

    private async Task<Outcome<ExecutionReceipt>> AnswerAsync(
        string machine,
        string name,
        string task,
        string what,
        Func<string, Task> send,
        CancellationToken cancellationToken
    )
    {
        var waiting = await TasksAsync(machine, name, cancellationToken);
        if (waiting.IsRefused)
            return waiting.Refusal;
        if (waiting.Value.FirstOrDefault(t => t.Name == task) is not { } asked)
            return new Refusal(
                RefusalCode.NotFound,
                $"No task of that name waits in {name}: it was answered, or its time is over. GET /machines/{machine}/executions/{name}/tasks lists those that do."
            );
        return await ActAsync(machine, ForTheApproval, async _ =>
        {
            await send(asked.Token);
            return new ExecutionReceipt(machine, name, $"The task of {asked.State} {what}.");
        }, cancellationToken);
    }

    /// <summary>A name that cannot be one is told by the start.</summary>
    private async Task<ExecutionDescription?> FindAsync(string executionArn, CancellationToken cancellationToken)
    {
        try
        {
            return await executions.FindAsync(executionArn, cancellationToken);
        }
        catch (StepFunctionsErrorException)
        {
            return null;
        }
    }

    private static Refusal? NoJson(string field, string? text) =>
        text is null || Json.TryParse(text, out _) ? null : new(RefusalCode.FieldInvalid, $"'{field}' is no JSON. Write {{}} for nothing.");

    private async Task<Outcome<T>> ActAsync<T>(
        string machine,
        Func<string, string> whyNot,
        Func<string, Task<T>> act,
        CancellationToken cancellationToken
    )
        where T : class
    {
        if (ours.Contains(machine))
            return new Refusal(RefusalCode.FieldInvalid, whyNot(machine));
        if ((await executions.StateMachinesAsync(cancellationToken)).GetValueOrDefault(machine) is not { } arn)
            return MachineReader.NoMachine(machine);
        try
        {
            return Outcome<T>.Of(await act(arn));
        }
        catch (StepFunctionsErrorException refused) when (refused.Code == "ExecutionDoesNotExist")
        {
            return new Refusal(RefusalCode.NotFound, refused.Message);
        }
        catch (StepFunctionsErrorException refused)
        {
            return SaysNo(refused);
        }
    }

    private static Refusal SaysNo(StepFunctionsErrorException refused) =>
        new(RefusalCode.FieldInvalid, $"Step Functions says no ({refused.Code}): {refused.Message}");
}
