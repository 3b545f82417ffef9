using KillSwitch.Api.Health;
using KillSwitch.Local.Api.Health;
using KillSwitch.Workflows.Waiting;

namespace KillSwitch.Local.Stack.Health;

/// <summary>
/// How the whole installation does, whichever of its processes is asked: this one's parts as they are, the others' as they say, and what
/// serves all of them by asking it. Asked anew at most once a second, however often somebody wants to know.
/// </summary>
internal sealed class InstallationHealth : IHealthSource
{
    private static readonly TimeSpan s_goodFor = TimeSpan.FromSeconds(1);

    private readonly Func<IReadOnlyList<PartHealth>> _mine;
    private readonly HealthFolder _folder;
    private readonly Func<CancellationToken, Task<IReadOnlyList<PartHealth>>> _probe;
    private readonly SharedAnswer<IReadOnlyList<PartHealth>> _answer;

    /// <param name="mine">This process's parts.</param>
    /// <param name="folder">What the others say.</param>
    /// <param name="probe">Asks what serves all of them.</param>
    /// <param name="time">For the second.</param>
    public InstallationHealth(
        Func<IReadOnlyList<PartHealth>> mine,
        HealthFolder folder,
        Func<CancellationToken, Task<IReadOnlyList<PartHealth>>> probe,
        TimeProvider time
    )
    {
        (_mine, _folder, _probe) = (mine, folder, probe);
        _answer = new(AskAsync, s_goodFor, time);
    }

    public Task<IReadOnlyList<PartHealth>> CheckAsync(CancellationToken cancellationToken) => _answer.GetAsync(cancellationToken);

    private async Task<IReadOnlyList<PartHealth>> AskAsync()
    {
        var probed = await _probe(CancellationToken.None);
        // Whoever is asked knows better than whoever says of itself that it serves.
        var said = _mine().Concat(_folder.Others()).Where(p => probed.All(asked => asked.Part != p.Part)).DistinctBy(p => p.Part).ToList();
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
        part == name || (name == PartNames.Router && !PartNames.All.Contains(part) && !PartNames.Beside.Contains(part));

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
