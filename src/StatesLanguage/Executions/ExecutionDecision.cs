using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>What a command led to.</summary>
/// <param name="State">After the events.</param>
/// <param name="Events">To be made durable before any effect is performed.</param>
/// <param name="Effects">To be performed then.</param>
/// <param name="Accepted">False where the command was for a task that no longer waits; nothing happened.</param>
/// <param name="HasMore">Whether the execution can go on at once: send <see cref="ExecutionCommand.Advance"/>.</param>
public sealed record ExecutionDecision(
    ExecutionState State,
    IReadOnlyList<ExecutionEvent> Events,
    IReadOnlyList<Effect> Effects,
    bool Accepted,
    bool HasMore
);
