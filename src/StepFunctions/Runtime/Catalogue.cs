using System.Collections.Concurrent;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.StepFunctions.Resources;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>
/// What there is to run: state machines in all their revisions, activities, and the tags of both. Its one owner: a change is made
/// under its lock, and is in the journal before anybody sees it. Thread-safe; reading waits for nobody.
/// </summary>
/// <param name="append">Returns when the records are in the journal, one behind the other.</param>
internal sealed class Catalogue(Func<JournalEntry[], Task> append)
{
    private static readonly IReadOnlyDictionary<string, string> s_noTags = new Dictionary<string, string>();

    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly ConcurrentDictionary<string, Machine> _machines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Arn, string Revision), Machine> _revisions = new();
    private readonly ConcurrentDictionary<string, Activity> _activities = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _tags = new(StringComparer.Ordinal);

    /// <summary>The current revision of each state machine, by name.</summary>
    public IReadOnlyList<Machine> Machines => [.. _machines.Values.OrderBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>By name.</summary>
    public IReadOnlyList<Activity> Activities => [.. _activities.Values.OrderBy(a => a.Name, StringComparer.Ordinal)];

    /// <summary>The current revision; null where there is no such state machine.</summary>
    public Machine? FindMachine(string arn) => _machines.GetValueOrDefault(arn);

    public Activity? FindActivity(string arn) => _activities.GetValueOrDefault(arn);

    /// <summary>A revision that was current at some time: it stays, as executions may go on by it.</summary>
    public Machine Revision(string arn, string revisionId) => _revisions[(arn, revisionId)];

    /// <summary>By key; null where there is nothing of that ARN.</summary>
    public IReadOnlyDictionary<string, string>? TagsOf(string arn) => Has(arn) ? _tags.GetValueOrDefault(arn, s_noTags) : null;

    /// <returns>The state machine of that name: this one, or another that was there before.</returns>
    public Task<Machine> CreateAsync(Machine machine, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken) =>
        CreateAsync(
            () => FindMachine(machine.Arn),
            machine,
            [new JournalEntry.MachineSaved(machine), .. Tagging(machine.Arn, tags)],
            cancellationToken);

    /// <returns>The activity of that name: this one, or another that was there before.</returns>
    public Task<Activity> CreateAsync(Activity activity, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken) =>
        CreateAsync(
            () => FindActivity(activity.Arn),
            activity,
            [new JournalEntry.ActivitySaved(activity), .. Tagging(activity.Arn, tags)],
            cancellationToken);

    /// <summary>Gives a state machine a new revision, if the change is one. Executions that run keep theirs.</summary>
    /// <param name="arn">Which.</param>
    /// <param name="change">From the current revision to the next; called under the lock.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Gives up waiting for the lock.</param>
    /// <returns>What is current then; null where there is no such state machine.</returns>
    public Task<Machine?> UpdateAsync(string arn, Func<Machine, Machine> change, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(async () =>
        {
            if (FindMachine(arn) is not { } current)
                return null;
            var changed = change(current);
            if (changed == current)
                return current;
            var next = changed with { RevisionId = Guid.NewGuid().ToString(), UpdatedAt = now };
            return await SaveAsync(next, new JournalEntry.MachineSaved(next)).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>With its tags. What is not there is deleted already.</summary>
    public Task DeleteMachineAsync(string arn, CancellationToken cancellationToken) =>
        DeleteAsync(() => _machines.ContainsKey(arn), new JournalEntry.MachineDeleted(arn), cancellationToken);

    /// <summary>With its tags. What is not there is deleted already.</summary>
    public Task DeleteActivityAsync(string arn, CancellationToken cancellationToken) =>
        DeleteAsync(() => _activities.ContainsKey(arn), new JournalEntry.ActivityDeleted(arn), cancellationToken);

    /// <param name="arn">Of a state machine or an activity.</param>
    /// <param name="change">Puts tags in or takes them out; called under the lock.</param>
    /// <param name="cancellationToken">Gives up waiting for the lock.</param>
    /// <returns>False where there is nothing of that ARN.</returns>
    public Task<bool> ChangeTagsAsync(string arn, Action<SortedDictionary<string, string>> change, CancellationToken cancellationToken) =>
        ChangeAsync(async () =>
        {
            if (TagsOf(arn) is not { } current)
                return false;
            var tags = new SortedDictionary<string, string>(current.ToDictionary(), StringComparer.Ordinal);
            change(tags);
            return await SaveAsync(true, new JournalEntry.TagsSaved(arn, tags)).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>Takes in what the journal has: after a change, and at a start.</summary>
    public void Apply(JournalEntry record)
    {
        switch (record)
        {
            case JournalEntry.MachineSaved r:
                _revisions[(r.Machine.Arn, r.Machine.RevisionId)] = r.Machine;
                _machines[r.Machine.Arn] = r.Machine;
                break;
            case JournalEntry.MachineDeleted r:
                _machines.TryRemove(r.Arn, out _);
                _tags.TryRemove(r.Arn, out _);
                break;
            case JournalEntry.ActivitySaved r:
                _activities[r.Activity.Arn] = r.Activity;
                break;
            case JournalEntry.ActivityDeleted r:
                _activities.TryRemove(r.Arn, out _);
                _tags.TryRemove(r.Arn, out _);
                break;
            case JournalEntry.TagsSaved r:
                _tags[r.Arn] = r.Tags;
                break;
        }
    }

    private bool Has(string arn) => _machines.ContainsKey(arn) || _activities.ContainsKey(arn);

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await change().ConfigureAwait(false);
        }
        finally
        {
            _lock.Release();
        }
    }

    private Task<T> CreateAsync<T>(Func<T?> find, T created, JournalEntry[] records, CancellationToken cancellationToken)
        where T : class =>
        ChangeAsync(() => find() is { } existing ? Task.FromResult(existing) : SaveAsync(created, records), cancellationToken);

    private Task DeleteAsync(Func<bool> isThere, JournalEntry deleted, CancellationToken cancellationToken) =>
        ChangeAsync(() => isThere() ? SaveAsync(true, deleted) : Task.FromResult(false), cancellationToken);

    private static JournalEntry[] Tagging(string arn, IReadOnlyDictionary<string, string> tags) =>
        tags.Count == 0 ? [] : [new JournalEntry.TagsSaved(arn, tags)];

    private async Task<T> SaveAsync<T>(T result, params JournalEntry[] records)
    {
        await append(records).ConfigureAwait(false);
        foreach (var record in records)
            Apply(record);
        return result;
    }
}
