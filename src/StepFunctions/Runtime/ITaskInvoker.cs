using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>Has one kind of task done.</summary>
internal interface ITaskInvoker
{
    /// <summary>What it calls, for people: it ends <c>this engine calls …</c>.</summary>
    string Calls { get; }

    bool Handles(TaskResource resource);

    /// <returns>What the service answered.</returns>
    /// <exception cref="TaskFailureException">It answered with an error, or not at all.</exception>
    Task<JsonElement> InvokeAsync(TaskRequest task, CancellationToken cancellationToken);
}
