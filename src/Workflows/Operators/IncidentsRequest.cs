namespace KillSwitch.Workflows.Operators;

/// <summary>Which incidents somebody wants to see, newest first.</summary>
/// <param name="Limit">At most so many, at least 1.</param>
/// <param name="Scope">Of this scope, as it was typed; null for all.</param>
/// <param name="Before">Those that come after this one, by its id: the next page of a list that ended with it. Null for the latest.</param>
public sealed record IncidentsRequest(int Limit, string? Scope = null, string? Before = null)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;
}
