using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>The state machine as it was when the execution began.</summary>
internal sealed class DescribeStateMachineForExecution : IOperation
{
    public string Name => nameof(DescribeStateMachineForExecution);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var machine = Find.Execution(engine, request.Required("executionArn")).Machine;
        answer.WriteString("stateMachineArn", machine.Arn);
        answer.WriteString("name", machine.Name);
        answer.WriteString("definition", machine.Definition);
        answer.WriteString("roleArn", machine.RoleArn);
        answer.Time("updateDate", machine.UpdatedAt);
        DescribeStateMachine.WriteConfiguration(answer, machine);
        return Task.CompletedTask;
    }
}
