using System.Text;
using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>
/// Starts an execution. A name that runs with the same input is that execution; one with other input, or that has
/// ended, is refused.
/// </summary>
internal sealed class StartExecution : IOperation
{
    public string Name => nameof(StartExecution);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var machineArn = request.Required("stateMachineArn");
        var input = request.Optional("input") ?? "{}";
        var name = Request.CheckedName(request.Optional("name") ?? Guid.NewGuid().ToString());
        var machine = Find.Machine(engine, machineArn);
        if (Encoding.UTF8.GetByteCount(input) > Limits.PayloadBytes)
            throw Request.Constraint("***", "input", $"Member must have length less than or equal to {Limits.PayloadBytes}");
        CheckInput(input);
        engine.BeforeStart?.Invoke();
        var arn = engine.Arns.Execution(machine.Name, name);
        var execution = await engine.TryStartAsync(machine, name, input).ConfigureAwait(false)
            ?? await SameAsync(engine, arn, input).ConfigureAwait(false);
        answer.WriteString("executionArn", arn);
        answer.Time("startDate", execution.State.StartedAt);
    }

    /// <summary>The one that was started before, if it runs on the same input: starting it again is harmless.</summary>
    private static async Task<Execution> SameAsync(Engine engine, string arn, string input)
    {
        var execution = Find.Execution(engine, arn);
        await execution.Started.ConfigureAwait(false);
        return execution.State.IsRunning && Same(execution.InputText, input)
            ? execution
            : throw new WireException("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");
    }

    private static bool Same(string left, string right) => left == right || Json.Equal(Json.Parse(left), Json.Parse(right));

    private static void CheckInput(string input)
    {
        try
        {
            Json.Parse(input);
        }
        catch (JsonException wrong)
        {
            throw new WireException("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{JsonComplaint.Of(input, wrong)}'");
        }
    }
}
