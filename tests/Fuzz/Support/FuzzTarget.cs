namespace KillSwitch.Fuzz.Tests.Support;

/// <summary>Something that reads what others write, and what must hold whatever they write.</summary>
/// <param name="name">Of its folder under Corpus, and in messages.</param>
internal abstract class FuzzTarget(string name)
{
    public string Name => name;

    /// <summary>What is mutated beside the files of the corpus: good input first of all.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Words of its grammar, put in and strung together.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>Bytes an input may allocate beside <see cref="AllocationPerByte"/>.</summary>
    public virtual long Allocation => 256 * 1024;

    /// <summary>Bytes allocated for each byte of input, at most.</summary>
    public virtual long AllocationPerByte => 200;

    /// <summary>Tries of a short run.</summary>
    public virtual int ShortRun => 500;

    /// <summary>
    /// Reads one input and throws unless all that is promised holds. On one thread, which the allocations are counted on.
    /// </summary>
    public abstract void Try(byte[] input);
}
