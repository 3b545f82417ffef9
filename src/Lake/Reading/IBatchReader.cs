namespace KillSwitch.Lake.Reading;

/// <summary>One of those who read the log, each at its own pace.</summary>
internal interface IBatchReader
{
    /// <summary>Where it goes on.</summary>
    long Position { get; }

    /// <summary>Does with it what it is there for, and commits.</summary>
    void Take(LogBatch batch);
}
