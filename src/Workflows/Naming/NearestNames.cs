namespace KillSwitch.Workflows.Naming;

/// <summary>Of many names those that somebody may have meant who wrote another. Not thread-safe.</summary>
/// <param name="name">What was written.</param>
internal sealed class NearestNames(string name)
{
    /// <summary>More are no help.</summary>
    public const int Most = 3;

    private readonly NamePattern _pattern = new(name);
    private readonly List<(int Distance, string Name)> _nearest = new(Most + 1);
    private int _most = MostFor(name.Length);

    /// <summary>The nearest first; of names that are as near by their characters.</summary>
    public IReadOnlyList<string> Found => _nearest.ConvertAll(found => found.Name);

    /// <summary>Looks at one more name; at itself it does not.</summary>
    public void Consider(string other)
    {
        // Of a hundred thousand names hardly one is near: the others go quickly.
        if (!_pattern.IsWithin(_most / NameDistance.Edit, other))
            return;
        var distance = NameDistance.Of(name, other, _most);
        if (distance is 0 or NameDistance.Beyond)
            return;
        var place = _nearest.FindIndex(found =>
            distance < found.Distance || (distance == found.Distance && string.CompareOrdinal(other, found.Name) < 0)
        );
        _nearest.Insert(place < 0 ? _nearest.Count : place, (distance, other));
        if (_nearest.Count > Most)
            _nearest.RemoveAt(Most);
        if (_nearest.Count == Most)
            _most = _nearest[^1].Distance;
    }

    /// <summary>
    /// How far what was meant may be, beside lookalikes: two edits, and one of a short name, or everything would be near. Of two characters
    /// only lookalikes are.
    /// </summary>
    private static int MostFor(int length) => (length switch { < 3 => 1, < 6 => 2, _ => 3 } * NameDistance.Edit) - 1;
}
