using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Functions.Executions;

/// <summary>The executions of one state machine in Step Functions. Safe for concurrent use.</summary>
public sealed class StepFunctionsExecutions(IAmazonStepFunctions states, string stateMachineArn) : IExecutions
{
    public async Task<string> StartExecutionAsync(string name, JsonObject input, string? traceParent, CancellationToken cancellationToken)
    {
        try
        {
            var started = await CallAsync(
                "StartExecution",
                () =>
                    states.StartExecutionAsync(
                        new StartExecutionRequest
                        {
                            StateMachineArn = stateMachineArn,
                            Name = name,
                            Input = input.ToJsonString(),
                            TraceHeader = AmznTrace.FromTraceParent(traceParent),
                        },
                        cancellationToken
                    ),
                cancellationToken
            );
            return started.ExecutionArn;
        }
        catch (ExecutionAlreadyExistsException)
        {
            // The name is derived from the command: whatever bears it was started for it.
            return ArnOf(name);
        }
    }

    public async Task<ExecutionLiveness> FindExecutionAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var execution = await CallAsync(
                "DescribeExecution",
                () => states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = ArnOf(name) }, cancellationToken),
                cancellationToken
            );
            // One that can be redriven is none that goes on by itself.
            return execution.Status == ExecutionStatus.RUNNING ? ExecutionLiveness.Running : ExecutionLiveness.Ended;
        }
        catch (ExecutionDoesNotExistException)
        {
            return ExecutionLiveness.Missing;
        }
    }

    public async Task<TaskCompletion> CompleteTaskAsync(string taskToken, JsonObject output, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(
                "SendTaskSuccess",
                () =>
                    states.SendTaskSuccessAsync(
                        new SendTaskSuccessRequest { TaskToken = taskToken, Output = output.ToJsonString() },
                        cancellationToken
                    ),
                cancellationToken
            );
            return TaskCompletion.Completed;
        }
        catch (Exception ended) when (ended is TaskTimedOutException or TaskDoesNotExistException)
        {
            return TaskCompletion.NoLongerWaiting;
        }
    }

    private string ArnOf(string name) => $"{stateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";

    private static async Task<T> CallAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception answer)
            when (answer
                    is ExecutionAlreadyExistsException
                        or ExecutionDoesNotExistException
                        or TaskTimedOutException
                        or TaskDoesNotExistException
            )
        {
            throw;
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or HttpRequestException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ExecutionsUnavailableException($"Step Functions did not serve {operation}: {failure.Message}", failure);
        }
    }
}
