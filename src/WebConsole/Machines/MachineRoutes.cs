using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.WebConsole.Machines;

/// <summary>What there is to read of state machines and executions, and what may be done with those that are no incident's.</summary>
public static class MachineRoutes
{
    private const string Machine = "machine";
    private const string Execution = "execution";
    private const string OfMachine = $"/machines/{{{Machine}}}/executions";
    private const string OfExecution = $"{OfMachine}/{{{Execution}}}";
    private const string Waiting = "task";
    private const string OfTasks = $"{OfExecution}/tasks";
    private const string OfTask = $"{OfTasks}/{{{Waiting}}}";

    /// <summary>As Step Functions takes it.</summary>
    private const int MaxInput = 262_144;
    private const int MaxCause = 1_000;
    private const int MaxDefinition = 1_048_576;
    private const int MaxError = 256;
    private const int MaxTaskCause = 32_768;

    private static readonly string[] s_statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"];
    private static readonly QueryField s_status = new("status", $"Only those of this status: {string.Join(", ", s_statuses)}.");
    private static readonly QueryField s_limit = new("limit", "How many of the latest.", new QueryRange(Max: 1_000, Usual: 100));

    private static readonly BodyField s_name = new("name", "Of the execution; left out, one is made up.");
    private static readonly BodyField s_input = new("input", "JSON, as text; left out, an empty object.", MaxInput);
    private static readonly BodyField s_machine = new("name", "Of the state machine.");
    private static readonly BodyField s_definition = new("definition", "Amazon States Language, as text.", MaxDefinition);
    private static readonly BodyField s_cause = new("reason", "Why. It stands in the history.", MaxCause);

    private static readonly BodyField s_output = new("output", "JSON, as text; left out, an empty object.", MaxInput);
    private static readonly BodyField s_error = new("error", "What Retry and Catch go by; left out, States.TaskFailed.", MaxError);
    private static readonly BodyField s_taskCause = new("cause", "Why, for people; may be left out.", MaxTaskCause);

    /// <summary>Whoever may stop orders may do with executions what stops none.</summary>
    private static readonly RouteRule s_whoMayKill = RouteRule.For(Permission.Kill);

    /// <param name="executions">Talks to Step Functions.</param>
    /// <param name="ours">The state machines whose executions nobody acts on by hand.</param>
    public static IReadOnlyList<Route> Of(StepFunctionsClient executions, IReadOnlySet<string> ours) =>
        [.. Looking(new MachineReader(executions)), .. Acting(new MachineActs(executions, ours))];

    private static IReadOnlyList<Route> Acting(MachineActs acts) =>
    [
        Act(
            "/machines",
            "Makes a state machine of your own, or gives it another definition. On one machine only.",
            [s_machine, s_definition],
            (call, cancellationToken) =>
                acts.SaveAsync(call.Field(s_machine.Name) ?? "", call.Field(s_definition.Name) ?? "", cancellationToken)
        ) with
        {
            MaxBodyBytes = MaxDefinition * 2,
        },
        Act(
            OfMachine,
            "Starts an execution of a state machine of your own. On one machine only.",
            [s_name, s_input],
            (call, cancellationToken) =>
                acts.StartAsync(call.Path[Machine], call.Field(s_name.Name), call.Field(s_input.Name), cancellationToken)
        ) with
        {
            MaxBodyBytes = MaxInput * 2,
        },
        Act(
            $"{OfExecution}/stop",
            "Stops an execution of a state machine of your own. On one machine only.",
            [s_cause],
            (call, cancellationToken) =>
                acts.StopAsync(call.Path[Machine], call.Path[Execution], call.Field(s_cause.Name) ?? "", cancellationToken)
        ),
        Act(
            $"{OfExecution}/redrive",
            "Lets an execution of your own that did not succeed go on where it ended, as RedriveExecution does. On one machine only.",
            [],
            (call, cancellationToken) => acts.RedriveAsync(call.Path[Machine], call.Path[Execution], cancellationToken)
        ),
        Read(
            OfTasks,
            "The tasks of an execution that wait to be answered from outside, with their tokens; not of incidents. On one machine only.",
            AnswerForm.Json(MachinesJson.Default.IReadOnlyListWaitingTaskView)
        ) with
        {
            Rule = s_whoMayKill,
            Handler = async (_, call, cancellationToken) =>
                call.Answer(
                    await acts.TasksAsync(call.Path[Machine], call.Path[Execution], cancellationToken),
                    MachinesJson.Default.IReadOnlyListWaitingTaskView
                ),
        },
        Act(
            $"{OfTask}/success",
            "Answers a waiting task with an output, as SendTaskSuccess does. On one machine only.",
            [s_output],
            (call, cancellationToken) =>
                acts.SucceedAsync(
                    call.Path[Machine], call.Path[Execution], call.Path[Waiting], call.Field(s_output.Name), cancellationToken)
        ) with
        {
            MaxBodyBytes = MaxInput * 2,
        },
        Act(
            $"{OfTask}/failure",
            "Answers a waiting task with an error, as SendTaskFailure does. On one machine only.",
            [s_error, s_taskCause],
            (call, cancellationToken) =>
                acts.FailAsync(
                    call.Path[Machine],
                    call.Path[Execution],
                    call.Path[Waiting],
                    call.Field(s_error.Name) ?? ErrorNames.TaskFailed,
                    call.Field(s_taskCause.Name),
                    cancellationToken)
        ) with
        {
            MaxBodyBytes = MaxTaskCause * 2,
        },
    ];

    private static Route Act(
        string pattern,
        string summary,
        IReadOnlyList<BodyField> body,
        Func<Call, CancellationToken, Task<Outcome<ExecutionReceipt>>> act
    ) => new()
    {
        Methods = Verbs.Post,
        Pattern = pattern,
        Rule = s_whoMayKill,
        Summary = summary,
        Body = body,
        Answers = [AnswerForm.Json(MachinesJson.Default.ExecutionReceipt)],
        Refusals = [RefusalCode.NotFound],
        Handler = async (_, call, cancellationToken) =>
            call.Answer(await act(call, cancellationToken), MachinesJson.Default.ExecutionReceipt),
    };

    private static IReadOnlyList<Route> Looking(MachineReader reader) =>
        [
            Read(
                "/machines",
                "The state machines of the engine. On one machine only.",
                AnswerForm.Json(MachinesJson.Default.IReadOnlyListMachineSummary)
            ) with
            {
                Handler = async (_, call, cancellationToken) =>
                    ApiAnswer.Json(
                        await reader.MachinesAsync(cancellationToken),
                        MachinesJson.Default.IReadOnlyListMachineSummary,
                        call.Route.Status
                    ),
            },
            Read(
                $"/machines/{{{Machine}}}",
                "A state machine, with its definition. On one machine only.",
                AnswerForm.Json(MachinesJson.Default.MachineView)
            ) with
            {
                Handler = async (_, call, cancellationToken) =>
                    call.Answer(await reader.MachineAsync(call.Path[Machine], cancellationToken), MachinesJson.Default.MachineView),
            },
            Read(
                "/definitions",
                "What stands against a definition. Nothing is kept. On one machine only.",
                AnswerForm.Json(MachinesJson.Default.DefinitionView)
            ) with
            {
                Methods = Verbs.Post,
                Body = [s_definition],
                MaxBodyBytes = MaxDefinition * 2,
                Handler = async (_, call, cancellationToken) =>
                    ApiAnswer.Json(
                        await reader.ValidateAsync(call.Field(s_definition.Name) ?? "", cancellationToken),
                        MachinesJson.Default.DefinitionView,
                        call.Route.Status
                    ),
            },
            Read(
                OfMachine,
                "A state machine's executions, the latest first. On one machine only.",
                AnswerForm.Json(MachinesJson.Default.IReadOnlyListExecutionLine)
            ) with
            {
                Query = [s_status, s_limit],
                Handler = (_, call, cancellationToken) => ExecutionsAsync(reader, call, cancellationToken),
            },
            Read(
                OfExecution,
                "An execution and the definition that it runs by. On one machine only.",
                AnswerForm.Json(MachinesJson.Default.ExecutionView)
            ) with
            {
                Handler = async (_, call, cancellationToken) =>
                    call.Answer(
                        await reader.FindAsync(call.Path[Machine], call.Path[Execution], cancellationToken),
                        MachinesJson.Default.ExecutionView
                    ),
            },
            Read(
                $"{OfExecution}/history",
                "What happened in an execution, oldest first, as GetExecutionHistory tells it. On one machine only.",
                AnswerForm.Json(MachinesJson.Default.IReadOnlyListJsonElement)
            ) with
            {
                Handler = async (_, call, cancellationToken) =>
                    call.Answer(
                        await reader.HistoryAsync(call.Path[Machine], call.Path[Execution], cancellationToken),
                        MachinesJson.Default.IReadOnlyListJsonElement
                    ),
            },
        ];

    private static async Task<ApiAnswer> ExecutionsAsync(MachineReader reader, Call call, CancellationToken cancellationToken)
    {
        var status = call.Query.Text(s_status.Name);
        if (status is not null && !s_statuses.Contains(status))
        {
            var refusal = new Refusal(RefusalCode.FieldInvalid, $"status must be one of {string.Join(", ", s_statuses)}, in capitals.");
            return ApiAnswer.Of(refusal, call.TraceId);
        }
        return call.Answer(
            await reader.ExecutionsAsync(call.Path[Machine], status, call.Query.Number(s_limit.Name), cancellationToken),
            MachinesJson.Default.IReadOnlyListExecutionLine
        );
    }

    private static Route Read(string pattern, string summary, AnswerForm answer) => new()
    {
        Methods = Verbs.Get,
        Pattern = pattern,
        Rule = RouteRule.Read,
        Summary = summary,
        Answers = [answer],
        Refusals = pattern.Contains('{') ? [RefusalCode.NotFound] : [],
        Handler = (_, _, _) => throw new InvalidOperationException($"{pattern} has no handler."),
    };
}
