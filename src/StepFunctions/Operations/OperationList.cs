using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Every operation that the endpoint answers.</summary>
internal static class OperationList
{
    public static IReadOnlyList<IOperation> All { get; } =
    [
        new CreateStateMachine(), new UpdateStateMachine(), new DeleteStateMachine(), new DescribeStateMachine(), new ListStateMachines(),
        new DescribeStateMachineForExecution(), new ValidateStateMachineDefinition(), new ListStateMachineVersions(),
        new StartExecution(), new StopExecution(), new RedriveExecution(),
        new DescribeExecution(), new ListExecutions(), new GetExecutionHistory(),
        new SendTaskSuccess(), new SendTaskFailure(), new SendTaskHeartbeat(), new ListWaitingTasks(),
        new CreateActivity(), new DeleteActivity(), new DescribeActivity(), new ListActivities(), new GetActivityTask(),
        new TagResource(), new UntagResource(), new ListTagsForResource(),
    ];
}
