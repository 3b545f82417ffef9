using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Stops an execution; one that has ended stays as it is.</summary>
internal sealed class StopExecution : IOperation
{
    public string Name => nameof(StopExecution);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var execution = Find.Execution(engine, request.Required("executionArn"));
        await execution
            .SendAsync(new ExecutionCommand.Stop(new StatesError(request.Optional("error"), request.Optional("cause"))), cancellationToken)
            .ConfigureAwait(false);
        answer.Time("stopDate", execution.State.StoppedAt ?? engine.Clock.GetUtcNow());
    }
}
