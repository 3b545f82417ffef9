namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>What whoever hosts the engine can have tasks done by. Thread-safe.</summary>
public interface ITaskHost
{
    /// <summary>Why a task of this resource cannot be done here, and what can; null where it can. The same at any time.</summary>
    string? WhyNot(TaskResource resource);

    /// <summary>Whether there is an activity of this ARN now: nobody can poll for the tasks of one that there is not.</summary>
    bool HasActivity(string arn);
}
