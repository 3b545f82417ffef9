namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Windows of <paramref name="lengthMs"/> that begin every <paramref name="slideMs"/>, counted from the Unix epoch, which
/// is where Spark's <c>window(ts, '60 seconds', '10 seconds')</c> puts them. All times are Unix ms.
/// </summary>
internal readonly struct SlidingWindows(long lengthMs, long slideMs)
{
    public long LengthMs { get; } = lengthMs;

    public long SlideMs { get; } = slideMs;

    /// <summary>The start of the slide, and therefore of the latest window, that <paramref name="ts"/> is in.</summary>
    public long PaneOf(long ts) => ts - (((ts % SlideMs) + SlideMs) % SlideMs);

    /// <summary>The start of the earliest window that contains the pane.</summary>
    public long EarliestWindowOf(long pane) => pane + SlideMs - LengthMs;

    /// <summary>Whether nothing more can enter the window: it ends at or before the watermark.</summary>
    public bool IsClosed(long windowStart, long watermark) => windowStart + LengthMs <= watermark;

    /// <summary>The start of the earliest window that is not closed.</summary>
    public long EarliestOpen(long watermark) => PaneOf(watermark - LengthMs) + SlideMs;
}
