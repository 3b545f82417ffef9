namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>
/// Fields of the language that this engine does not act upon. A state that has one would do something else than it says, so it is
/// refused; one that an earlier version accepted fails where it is reached.
/// </summary>
/// <param name="reasons">Why not, and what to do instead, by the field's name.</param>
internal sealed class NotHonoured(IReadOnlyDictionary<string, string> reasons)
{
    public IEnumerable<string> Names => reasons.Keys;

    /// <summary>Notes each that is asked for.</summary>
    /// <returns>What is wrong with the first; null where there is none.</returns>
    public string? Check(Fields state)
    {
        string? first = null;
        foreach (var (field, why) in reasons)
        {
            if (state.Any(field) is null)
                continue;
            var problem = $"The field '{field}' is not supported by this engine: {why}.";
            state.Wrong(problem, field);
            first ??= problem;
        }
        return first;
    }
}
