using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Who has come nearer to a limit since it was last asked, so that people see a breach coming. A step is told once, and again after the
/// scope was below the first of them. Not thread-safe.
/// </summary>
public sealed class NearSteps
{
    private Dictionary<(Scope Scope, string Rule), decimal> _reached = [];

    /// <summary>Parts of a limit, the least first.</summary>
    public static IReadOnlyList<decimal> All { get; } = [0.5m, 0.75m, 0.85m, 0.9m, 0.95m];

    /// <param name="nearest">Those that are nearest to their limits now. Who is not among them is taken to be far away.</param>
    /// <returns>Those that have reached a higher step and no limit yet, the nearest first, each with the step.</returns>
    public IReadOnlyList<(NearLimit Near, decimal Step)> Reached(IEnumerable<NearLimit> nearest)
    {
        var now = new Dictionary<(Scope, string), decimal>();
        var told = new List<(NearLimit Near, decimal Step)>();
        foreach (var near in nearest.OrderByDescending(n => n.Share))
        {
            var step = All.LastOrDefault(s => near.Share >= s);
            if (step == 0)
                continue;
            var before = _reached.GetValueOrDefault((near.Scope, near.Rule));
            now[(near.Scope, near.Rule)] = Math.Max(step, before);
            if (step > before && near.Share < 1)
                told.Add((near, step));
        }
        _reached = now;
        return told;
    }
}
