using System.Text.Json.Nodes;

namespace KillSwitch.Workflows.Ports;

/// <summary>Step Functions, as far as the workflows use it: the executions of one state machine, an incident's or a change's.</summary>
public interface IExecutions
{
    /// <summary>Starts an execution; starting the same name again is harmless and returns the same ARN.</summary>
    /// <exception cref="ExecutionsUnavailableException">Not known to have started. Retry.</exception>
    Task<string> StartExecutionAsync(string name, JsonObject input, string? traceParent, CancellationToken cancellationToken);

    /// <summary>How the execution of that name stands.</summary>
    /// <exception cref="ExecutionsUnavailableException">Not known. Retry.</exception>
    Task<ExecutionLiveness> FindExecutionAsync(string name, CancellationToken cancellationToken);

    /// <summary>Completes a waiting task.</summary>
    Task<TaskCompletion> CompleteTaskAsync(string taskToken, JsonObject output, CancellationToken cancellationToken);
}
