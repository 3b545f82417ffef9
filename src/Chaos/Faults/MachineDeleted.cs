using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;

namespace KillSwitch.Chaos.Faults;

/// <summary>Somebody deletes the incidents' state machine. Nobody puts it back but the stack itself.</summary>
internal sealed class MachineDeleted(Func<Endpoints> endpoints) : IFault
{
    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        var now = endpoints();
        using var states = new StepFunctionsClient(new Uri(now.States!), now.StateMachineArn!);
        await states.DeleteAsync(now.StateMachineArn!, cancellationToken);
    }

    public Task LiftAsync() => Task.CompletedTask;
}
