using System.Text;

namespace KillSwitch.Benchmarks.Against;

/// <summary>Reads a log while it is written.</summary>
internal static class LogLines
{
    /// <summary>Seldom, so that it takes nothing from what is measured.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns when all of it is read after its writer has ended.</summary>
    /// <param name="log">It may still be missing.</param>
    /// <param name="ended">That its writer has ended.</param>
    /// <param name="line">Is called for each line, as soon as it is whole.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task FollowAsync(string log, Task ended, Action<string> line, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var rest = new StringBuilder();
        while (true)
        {
            var last = ended.IsCompleted;
            rest.Append(await reader.ReadToEndAsync(cancellationToken));
            var lines = rest.ToString().Split('\n');
            foreach (var whole in lines[..^1])
                line(whole);
            rest.Clear().Append(lines[^1]);
            if (last)
                break;
            await Task.WhenAny(ended, Task.Delay(Poll, TimeProvider.System, cancellationToken));
        }
        if (rest.Length > 0)
            line(rest.ToString());
    }
}
