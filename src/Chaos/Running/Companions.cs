namespace KillSwitch.Chaos.Running;

/// <summary>Work that makes sense only as long as something else goes well beside it.</summary>
internal static class Companions
{
    /// <summary>
    /// Waits for the work, and throws what the first of its companions fails with before it is done. Companions may end well at any
    /// time.
    /// </summary>
    public static async Task DuringAsync(Task work, IEnumerable<Task> companions)
    {
        var failure = FirstFailureAsync([.. companions]);
        if (await Task.WhenAny(work, failure) == failure)
            await failure;
        await work;
    }

    private static async Task FirstFailureAsync(List<Task> left)
    {
        while (left.Count > 0)
        {
            var ended = await Task.WhenAny(left);
            await ended;
            left.Remove(ended);
        }
    }
}
