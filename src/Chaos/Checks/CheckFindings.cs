using System.Globalization;

namespace KillSwitch.Chaos.Checks;

/// <summary>Collects what a check finds and makes the result of it. One use.</summary>
internal sealed class CheckFindings
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

    public void Note(string what) => _notes.Add(what);

    /// <summary>Nothing is said of none.</summary>
    public void Count(long count, string what)
    {
        if (count > 0)
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
    }

    /// <param name="name">The promise.</param>
    /// <param name="expected">Whether the run must have had something to look at.</param>
    /// <param name="nothing">What there was none of, for people: <c>no order was let through</c>.</param>
    public CheckResult Result(string name, bool expected, string nothing)
    {
        if (_checked == 0 && _wrongCount == 0)
        {
            if (expected)
                Wrong($"Nothing to check: {nothing}, and there should have been.");
            else
                Note($"Nothing to check: {nothing}.");
        }
        return new CheckResult(name, _checked, _wrongCount, _wrong, _notes);
    }
}
