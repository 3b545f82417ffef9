using KillSwitch.Local.Stack.Parts;

namespace KillSwitch.Local.Demo;

/// <summary>
/// Waits for the detector, which works beside the routers: orders that all were decided may still lead to a kill, and a story
/// must not end while one is on its way.
/// </summary>
internal sealed class Judged(IDetectorPart detector, Narrator narrator, TimeProvider time, TimeSpan patience)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private long _observedBefore;
    private long _killsBefore;
    private long _nowhereBefore;

    /// <summary>Orders of the story that were measured in no window, as far as is known.</summary>
    public long MeasuredNowhere => (detector.MeasuredNowhere ?? 0) - _nowhereBefore;

    /// <summary>
    /// Returns when the detector has read what was in the topics before the story: on a broker that remembers other runs that is
    /// not this one's.
    /// </summary>
    /// <exception cref="StoryFailedException">It takes too long.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await UntilAsync("the detector is ready", () => detector.Observed is not null, cancellationToken);
        (_observedBefore, _killsBefore) = (detector.Observed ?? 0, await detector.KillsAsync(cancellationToken));
        _nowhereBefore = detector.MeasuredNowhere ?? 0;
    }

    /// <summary>Returns when every order has been held against the limits and every kill that came of it is in the state topic.</summary>
    /// <exception cref="StoryFailedException">It takes too long.</exception>
    public async Task UntilAllAsync(long sent, CancellationToken cancellationToken)
    {
        await UntilAsync("the detector has seen every order", () => detector.Observed - _observedBefore >= sent, cancellationToken);
        var kills = await detector.KillsAsync(cancellationToken) - _killsBefore;
        await UntilAsync(
            "every commanded kill is published",
            () => narrator.KillsCommanded >= kills && narrator.KillsUnpublished == 0,
            cancellationToken
        );
    }

    private async Task UntilAsync(string what, Func<bool> holds, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!holds())
        {
            if (time.GetElapsedTime(began) > patience)
                throw new StoryFailedException($"waited {patience.TotalSeconds:0} s in vain until {what}");
            await Task.Delay(Poll, time, cancellationToken);
        }
    }
}
