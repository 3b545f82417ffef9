namespace KillSwitch.Verification.Reading;

/// <summary>Keeps one of what is equal: a run's records say the same few things again and again.</summary>
internal sealed class SharedValues<T>
    where T : class
{
    private readonly Dictionary<T, T> _known = [];

    public T Share(T value)
    {
        if (_known.TryGetValue(value, out var same))
            return same;
        return _known[value] = value;
    }
}
