using System.Globalization;
using KillSwitch.Verification.Facts;

namespace KillSwitch.Verification.Promises;

/// <summary>Collects what a check finds and makes the result of it. One use.</summary>
public sealed class Finding
{
    /// <summary>Of what is wrong, as many are listed.</summary>
    public const int Listed = 20;

    private readonly List<string> _wrong = [];
    private readonly List<string> _notes = [];
    private long _checked;
    private long _wrongCount;

    public void Looked(long more = 1) => _checked += more;

    public void Wrong(string what)
    {
        if (++_wrongCount <= Listed)
            _wrong.Add(what);
    }

    /// <summary>Notes how often something was so, in words that follow the number. Nothing is said of none.</summary>
    public void Count(long count, string what)
    {
        if (count > 0)
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
    }

    /// <summary>The topics must be there from where the run began; what was deleted proves nothing.</summary>
    public Finding Needs(RunFacts facts, params IEnumerable<string> topics)
    {
        foreach (var problem in topics.SelectMany(facts.Missing))
            Wrong("Not provable: " + problem);
        return this;
    }

    /// <param name="name">The promise.</param>
    /// <param name="basis">What to say where nothing is wrong.</param>
    /// <param name="expected">Whether the run must have had something to look at.</param>
    /// <param name="nothing">What there was none of, for people: <c>no order was let through</c>.</param>
    public PromiseResult Result(string name, string basis, bool expected, string nothing)
    {
        if (_checked > 0 || _wrongCount > 0)
            return new PromiseResult(name, _checked, _wrongCount, _wrong, basis, _notes);
        if (expected)
            Wrong($"Not provable: {nothing}, and there should have been.");
        return new PromiseResult(name, 0, _wrongCount, _wrong, $"Nothing to check: {nothing}.", _notes);
    }
}
