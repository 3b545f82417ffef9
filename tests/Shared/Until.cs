using System.Diagnostics;

namespace KillSwitch.Tests;

/// <summary>Waits for what must come about; fails, and says what did not, when it takes too long even for a loaded machine.</summary>
internal static class Until
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    public static Task TrueAsync(string what, Func<Task<bool>> holds, Func<string>? seen = null) =>
        FoundAsync(what, async () => await holds() ? "yes" : null, seen);

    /// <param name="what">In words, for the failure.</param>
    /// <param name="find">Null while it is not there.</param>
    /// <param name="seen">For the failure: what there was instead.</param>
    public static async Task<T> FoundAsync<T>(string what, Func<Task<T?>> find, Func<string>? seen = null)
        where T : class
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await find() is { } found)
                return found;
            if (Stopwatch.GetElapsedTime(began) > Deadline)
                throw new TimeoutException(
                    $"It did not come about within {Deadline.TotalSeconds:0} s that {what}.{(seen is null ? "" : "\n" + seen())}"
                );
            await Task.Delay(Poll, TimeProvider.System);
        }
    }
}
