using KillSwitch.Api.Health;
using KillSwitch.Local.Api.Health;

namespace KillSwitch.Local.Stack.Health;

/// <summary>
/// How the whole installation does, whichever of its processes is asked: this one's parts as they are, the others' as they say, and what
/// serves all of them by asking it. Asked anew at most once a second, however often somebody wants to know.
/// </summary>
/// <param name="mine">This process's parts.</param>
/// <param name="folder">What the others say.</param>
/// <param name="probe">Asks what serves all of them.</param>
/// <param name="time">For the second.</param>
internal sealed class InstallationHealth(
    Func<IReadOnlyList<PartHealth>> mine,
    HealthFolder folder,
    Func<CancellationToken, Task<IReadOnlyList<PartHealth>>> probe,
    TimeProvider time
) : IHealthSource
{
    private static readonly TimeSpan s_goodFor = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<IReadOnlyList<PartHealth>>? _latest;
    private long _askedAt;

    public Task<IReadOnlyList<PartHealth>> CheckAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_latest is null || (_latest.IsCompleted && time.GetElapsedTime(_askedAt) >= s_goodFor))
            {
                _askedAt = time.GetTimestamp();
                _latest = AskAsync();
            }
            return _latest.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<PartHealth>> AskAsync()
    {
        var probed = await probe(CancellationToken.None);
        // Whoever is asked knows better than whoever says of itself that it serves.
        var said = mine().Concat(folder.Others()).Where(p => probed.All(asked => asked.Part != p.Part)).DistinctBy(p => p.Part).ToList();
        var missing = PartNames
            .All.Where(name => !probed.Concat(said).Any(p => IsOf(name, p.Part)))
            .Select(name => new PartHealth(name, false, Missing(name)));
        return [.. probed.Concat(said).Concat(missing).OrderBy(p => p.Healthy).ThenBy(p => Rank(p.Part))];
    }

    private static string Missing(string name) => name switch
    {
        PartNames.Router => "nobody runs one on this data directory: no order is let through",
        PartNames.Detector => "nobody runs it on this data directory: orders are measured nowhere",
        PartNames.Intake => "nobody runs it on this data directory: commands kill nothing",
        _ => "nobody runs it on this data directory",
    };

    /// <summary>Routers have names of their own.</summary>
    private static bool IsOf(string name, string part) =>
        part == name || (name == PartNames.Router && !PartNames.All.Contains(part) && part is not ("mail" or "users" or "kills"));

    private static int Rank(string part)
    {
        for (var i = 0; i < PartNames.All.Count; i++)
        {
            if (IsOf(PartNames.All[i], part))
                return i;
        }
        return PartNames.All.Count;
    }
}
