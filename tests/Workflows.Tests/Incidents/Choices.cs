namespace KillSwitch.Workflows.Tests.Incidents;

/// <summary>Bytes as a source of choices: FsCheck makes them, and shortens them to the least that breaks a property.</summary>
internal sealed class Choices(byte[] bytes)
{
    private int _next;

    public bool Exhausted => _next >= bytes.Length;

    /// <returns>0 to <paramref name="count"/> - 1; 0 once the bytes are used up.</returns>
    public int Below(int count) => Exhausted || count < 2 ? 0 : bytes[_next++] % count;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
