using System.Globalization;

namespace KillSwitch.Verification;

/// <summary>Collects what a check finds and makes the result of it.</summary>
/// <param name="name">The promise.</param>
internal sealed class Finding(string name)
{
    private const int Shown = 5;
    private readonly List<string> _wrong = [];
    private long _checked;
    private long _wrongCount;

    public void Looked(long more = 1) => _checked += more;

    public void Wrong(string what)
    {
        if (++_wrongCount <= Shown)
            _wrong.Add(what);
    }

    /// <summary>The topics must be there from where the run began; what was deleted proves nothing.</summary>
    public Finding Needs(params IEnumerable<RunTopic> topics)
    {
        foreach (var problem in topics.SelectMany(t => t.Missing))
            Wrong("Not provable: " + problem);
        return this;
    }

    /// <param name="fine">What to say where nothing is wrong.</param>
    /// <param name="expected">Whether the run must have had something to look at.</param>
    /// <param name="none">What to say where there was nothing to look at.</param>
    public PromiseResult Result(string fine, bool expected, string none)
    {
        if (_wrongCount > 0)
        {
            var more = _wrongCount > Shown ? string.Create(CultureInfo.InvariantCulture, $" And {_wrongCount - Shown:N0} more.") : "";
            return new PromiseResult(name, false, _checked, string.Join(" ", _wrong) + more);
        }
        return _checked > 0
            ? new PromiseResult(name, true, _checked, fine)
            : new PromiseResult(name, !expected, 0, expected ? $"Not provable: {none} There should have been." : none);
    }
}
