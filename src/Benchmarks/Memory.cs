namespace KillSwitch.Benchmarks;

/// <summary>What an object and all it holds takes up.</summary>
internal static class Memory
{
    /// <returns>What was made, and by how many bytes the heap grew with it.</returns>
    public static (T Made, long Bytes) Of<T>(Func<T> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = make();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(made);
        return (made, bytes);
    }
}
