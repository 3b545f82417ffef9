namespace KillSwitch.Course.Exercises;

/// <summary>One thing that a check looked at.</summary>
/// <param name="Holds">Whether it is as it should be.</param>
/// <param name="Says">What it is about, in a line.</param>
/// <param name="Next">Where it is not: the first thing that is wrong, and what to do; null else.</param>
internal sealed record Finding(bool Holds, string Says, string? Next = null)
{
    public static Finding Right(string says) => new(true, says);

    public static Finding Wrong(string says, string next) => new(false, says, next);
}
