using System.Text.Json;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Deletes a state machine; one that is not there is deleted already. Its executions are ended, as they could never be started again.</summary>
internal sealed class DeleteStateMachine : IOperation
{
    public string Name => nameof(DeleteStateMachine);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var arn = Request.CheckedArn(request.Required("stateMachineArn"), "stateMachine");
        await engine.Changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!engine.Machines.ContainsKey(arn))
                return;
            await engine.Journal.AppendAsync(new JournalRecord.MachineDeleted(arn)).ConfigureAwait(false);
            engine.Machines.TryRemove(arn, out _);
            engine.Tags.TryRemove(arn, out _);
        }
        finally
        {
            engine.Changing.Release();
        }
    }
}
