using System.Text.Json.Nodes;

namespace KillSwitch.Workflows.Ports;

/// <summary>Step Functions, as far as the workflows use it.</summary>
public interface IExecutions
{
    /// <summary>Starts the incident's execution; starting the same name again is harmless and returns the same ARN.</summary>
    /// <exception cref="ExecutionsUnavailableException">Not known to have started. Retry.</exception>
    Task<string> StartIncidentAsync(string name, JsonObject input, string? traceParent, CancellationToken cancellationToken);

    /// <summary>How the execution of that name stands.</summary>
    /// <exception cref="ExecutionsUnavailableException">Not known. Retry.</exception>
    Task<ExecutionLiveness> FindIncidentAsync(string name, CancellationToken cancellationToken);

    /// <summary>Completes a waiting task.</summary>
    Task<TaskCompletion> CompleteTaskAsync(string taskToken, JsonObject output, CancellationToken cancellationToken);
}
