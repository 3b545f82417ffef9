namespace KillSwitch.Benchmarks.Against;

/// <summary>Which of the two builds.</summary>
internal enum Side
{
    /// <summary>That of the commit which was asked for.</summary>
    Other,

    /// <summary>The one that compares.</summary>
    This,
}
