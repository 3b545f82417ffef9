using KillSwitch.StatesLanguage;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>A task failed with an error that the state machine may retry or catch, unless it is States.Runtime.</summary>
internal sealed class TaskFailureException(string error, string? cause) : Exception($"{error}: {cause}")
{
    public StatesError Error { get; } = new(error, cause);
}
