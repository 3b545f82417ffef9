using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// Folds the records of <c>limits.v1</c>, in any order of partitions and however often they are delivered, over the limits of a file. The
/// newest version of a limit wins; whatever is not newer is ignored. What cannot be read never lets through: it has all orders of its owner
/// refused until a newer record that can be read; where not even the key can be read, all orders, until a record under the same key without
/// a value withdraws it.
/// </summary>
/// <param name="file">What counts where no record says otherwise.</param>
/// <param name="time">Against which versions from the future are found.</param>
/// <param name="alarm">Called for each record that cannot be read.</param>
/// <remarks>Not thread-safe: one reader folds; the tables it gives away are immutable.</remarks>
public sealed class LimitsFold(LimitTable file, TimeProvider time, Action<StateAlarm> alarm)
{
    /// <summary>By the record's key, of those that name a limit.</summary>
    private readonly Dictionary<string, (LimitOwner Owner, LimitRule Rule, LimitState State)> _states = new(StringComparer.Ordinal);

    /// <summary>By the record's key: whose orders are refused, and why.</summary>
    private readonly Dictionary<string, (LimitOwner Owner, string Why)> _unreadable = new(StringComparer.Ordinal);

    private LimitTable? _table;

    /// <summary>Takes in one record.</summary>
    /// <param name="partition">Where it stands, for the alarm.</param>
    /// <param name="offset">Where it stands, for the alarm.</param>
    /// <param name="key">As <see cref="LimitState.KeyOf"/> makes it.</param>
    /// <param name="value">A <see cref="LimitState"/>.</param>
    public void Apply(int partition, long offset, byte[]? key, byte[]? value)
    {
        var text = key is null ? "" : Encoding.UTF8.GetString(key);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (
            colon < 0
            || LimitRules.Named(text[..colon]) is not { } rule
            || !LimitOwner.TryParse(text[(colon + 1)..], out var owner, out _)
            || LimitState.KeyOf(LimitRules.NameOf(rule), owner.ToString()) != text
        )
        {
            Unreadable(partition, offset, text, LimitOwner.Of(Scope.Global), value is null ? null : "its key names no limit and no owner");
            return;
        }
        var state = Read(value, text, out var why);
        if (state is null)
        {
            Unreadable(partition, offset, text, owner, why);
            return;
        }
        if (_states.TryGetValue(text, out var known) && state.Version <= known.State.Version)
            return;
        _table = null;
        _states[text] = (owner, rule, state);
        _unreadable.Remove(text);
    }

    /// <summary>What is allowed now. Cheap while nothing has changed.</summary>
    public LimitTable View() => _table ??= _states.Count + _unreadable.Count == 0
        ? file
        : file.With(
            _states.Values.Where(s => !s.State.Withdrawn).Select(s => new LimitOverride(s.Owner, s.Rule, s.State.Value)),
            _unreadable.Values
        );

    /// <summary>
    /// Called once all of the topic has been read anew: whatever <paramref name="older"/> knew and the topic no longer tells of still
    /// counts. A topic that was emptied or made anew is no reason to allow more.
    /// </summary>
    public void CarryOver(LimitsFold older)
    {
        foreach (var (key, was) in older._states)
        {
            if (_states.TryGetValue(key, out var known) && known.State.Version >= was.State.Version)
                continue;
            _table = null;
            _states[key] = was;
        }
        foreach (var (key, was) in older._unreadable.Where(u => !_states.ContainsKey(u.Key)))
        {
            _table = null;
            _unreadable.TryAdd(key, was);
        }
    }

    private LimitState? Read(byte[]? value, string key, out string why)
    {
        LimitState? state;
        try
        {
            state = value is null ? null : JsonSerializer.Deserialize(value, ContractsJson.Default.LimitState);
        }
        catch (JsonException e)
        {
            why = e.Path is null ? "its value is not JSON" : $"its value is not a limit (at {e.Path})";
            return null;
        }
        why = state switch
        {
            null => value is null ? "it was deleted (a record without a value)" : "its value is null",
            _ when LimitState.KeyOf(state.Rule, state.Owner) != key =>
                $"it is about {VisibleText.Of(state.Rule)} of {VisibleText.Of(state.Owner)}",
            { Version: <= 0 } => $"its version is {state.Version}",
            _ when StateRecord.IsFromTheFuture(state.Version, time.GetUtcNow().ToUnixTimeMilliseconds()) =>
                $"its version {state.Version} is from the future; versions are Unix milliseconds",
            { Withdrawn: true, Value: not null } => "it is withdrawn and has a value",
            { Value: { } allowed } when LimitRules.Problem(LimitRules.Named(state.Rule)!.Value, allowed) is { } problem => $"it {problem}",
            _ => "",
        };
        return why.Length == 0 ? state : null;
    }

    /// <param name="partition">Of the record.</param>
    /// <param name="offset">Of the record.</param>
    /// <param name="key">Its key.</param>
    /// <param name="owner">Whose orders are refused.</param>
    /// <param name="why">What is wrong; null where it is withdrawn.</param>
    private void Unreadable(int partition, long offset, string key, LimitOwner owner, string? why)
    {
        _table = null;
        if (why is null)
        {
            _unreadable.Remove(key);
            return;
        }
        var what = $"the record '{VisibleText.Of(key)}' of {Topics.Limits} at partition {partition}, offset {offset}: {why}";
        _unreadable[key] = (owner, what);
        alarm(
            new StateAlarm(
                partition,
                offset,
                owner.Group is null ? owner.Scope : null,
                $"What orders of {owner} may be cannot be read: {what}. They are refused until a newer record is published."
            )
        );
    }
}
