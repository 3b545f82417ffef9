namespace KillSwitch.Verification.Promises;

/// <summary>(h) In the state topic, each scope's versions rise from record to record. The very same state again is no new one.</summary>
internal sealed class VersionsRise : IPromise
{
    public const string Name = "Versions only rise, scope by scope";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.State);
        foreach (var scope in run.States.GroupBy(s => s.Value.Scope))
        {
            if (scope.Select(s => s.Record.Partition).Distinct().Count() > 1)
                finding.Wrong($"{scope.Key} stands in more than one partition.");
            byte[]? before = null;
            var version = 0L;
            foreach (var (record, state) in scope)
            {
                finding.Looked();
                if (state.Version < version || (state.Version == version && !record.Value.AsSpan().SequenceEqual(before)))
                    finding.Wrong($"{scope.Key} has version {state.Version} after {version} ({run.State.Name} {record.Partition}:{record.Offset}).");
                (before, version) = (record.Value, Math.Max(version, state.Version));
            }
        }
        return finding.Result("In the order they stand in the topic.", run.Expected.Kill, "No state was published.");
    }
}
