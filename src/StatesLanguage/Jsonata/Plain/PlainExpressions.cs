using System.Collections.Concurrent;

namespace KillSwitch.StatesLanguage.Jsonata.Plain;

/// <summary>The plain expressions by their text, each read once. Thread-safe.</summary>
internal sealed class PlainExpressions
{
    /// <summary>A state machine has few; what is more than this many is read each time.</summary>
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<string, PlainExpression?> _read = new(StringComparer.Ordinal);

    /// <summary>Null where it is not plain.</summary>
    public PlainExpression? Of(string expression)
    {
        if (_read.TryGetValue(expression, out var known))
            return known;
        var read = PlainReader.Read(expression);
        if (_read.Count < MostKept)
            _read[expression] = read;
        return read;
    }
}
