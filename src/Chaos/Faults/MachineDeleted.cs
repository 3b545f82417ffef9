using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;

namespace KillSwitch.Chaos.Faults;

/// <summary>Somebody deletes the incidents' state machine. Nobody puts it back but the stack itself.</summary>
/// <param name="engine">Waits for the engine, which reads its journal first where it has just been killed.</param>
internal sealed class MachineDeleted(Func<CancellationToken, Task<Endpoints>> engine) : IFault
{
    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        var now = await engine(cancellationToken);
        using var states = new StepFunctionsClient(new Uri(now.States!), now.StateMachineArn!);
        await states.DeleteAsync(now.StateMachineArn!, cancellationToken);
    }

    public Task LiftAsync() => Task.CompletedTask;
}
