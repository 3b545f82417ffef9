namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary>
/// Stands at every effect. A test may let the process die before or after it, or let something else happen at that very
/// moment. It does nothing unless told.
/// </summary>
internal sealed class Faults
{
    private bool _busy;

    /// <summary>Asked at each effect; null: all goes well.</summary>
    public Func<string, Fault>? Plan { get; set; }

    /// <summary>What happens at that very moment, for <see cref="Fault.SomethingElse"/>.</summary>
    public Func<Task>? Else { get; set; }

    public async Task<T> AroundAsync<T>(string effect, Func<T> act)
    {
        var fault = _busy ? Fault.None : Plan?.Invoke(effect) ?? Fault.None;
        if (fault == Fault.CrashBefore)
            throw new CrashException(effect);
        if (fault == Fault.SomethingElse && Else is not null)
        {
            _busy = true;
            try
            {
                await Else();
            }
            finally
            {
                _busy = false;
            }
        }
        var result = act();
        return fault == Fault.CrashAfter ? throw new CrashException(effect) : result;
    }

    public Task AroundAsync(string effect, Action act) =>
        AroundAsync(effect, () =>
        {
            act();
            return true;
        });
}
