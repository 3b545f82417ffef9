using System.Collections.Concurrent;
using KillSwitch.StatesLanguage.Executions;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>Finds the waiting task of a token. Holds tokens of running executions only. Thread-safe.</summary>
internal sealed class TokenIndex
{
    private readonly ConcurrentDictionary<string, (Execution Execution, WaitingTask Task)> _waiting = new(StringComparer.Ordinal);

    public void Update(Execution execution, ExecutionState before, ExecutionState after)
    {
        var wanted = WaitingTask.Of(after).ToDictionary(t => t.Token, StringComparer.Ordinal);
        foreach (var task in wanted.Values)
            _waiting[task.Token] = (execution, task);
        foreach (var old in WaitingTask.Of(before))
        {
            if (!wanted.ContainsKey(old.Token))
                _waiting.TryRemove(old.Token, out _);
        }
    }

    public (Execution Execution, WaitingTask Task)? Find(string token) => _waiting.TryGetValue(token, out var found) ? found : null;
}
