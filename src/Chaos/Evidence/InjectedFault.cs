namespace KillSwitch.Chaos.Evidence;

/// <summary>One fault that was done to the running system.</summary>
/// <param name="Kind">Of which the report makes a row: <c>router killed</c>, <c>broker frozen</c>.</param>
/// <param name="Target">Which process, broker or disk.</param>
/// <param name="Injected">When it began.</param>
/// <param name="Lifted">When its cause was gone: the process was started again or went on, the disk had room. Not before
/// <paramref name="Injected"/>.</param>
/// <param name="Recovered">When the system did again what the fault kept it from, as a probe saw; null if it did not until the run
/// ended.</param>
internal sealed record InjectedFault(string Kind, string Target, TimeSpan Injected, TimeSpan Lifted, TimeSpan? Recovered);
