using KillSwitch.Local.Stack.Parts;

namespace KillSwitch.Local.Demo;

/// <summary>
/// Waits for the detector, which works beside the routers: orders that all were decided may still lead to a kill, and a story
/// must not end while one is on its way.
/// </summary>
internal sealed class Judged(DetectorPart detector, Narrator narrator, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private long _observedBefore;
    private long _commandsBefore;

    /// <summary>Returns when the detector has read what was in the topics before the story: on a broker that remembers other runs that is not this one's.</summary>
    /// <exception cref="StoryFailedException">It takes too long.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await UntilAsync("the detector is ready", () => detector.Status is { Ready: true }, cancellationToken);
        (_observedBefore, _commandsBefore) = (Observed, detector.Status!.Detector.Commands);
    }

    /// <summary>Returns when every order has been held against the limits and every kill that came of it is in the state topic.</summary>
    /// <exception cref="StoryFailedException">It takes too long.</exception>
    public async Task UntilAllAsync(long sent, CancellationToken cancellationToken)
    {
        await UntilAsync("the detector has seen every order", () => Observed - _observedBefore >= sent, cancellationToken);
        await UntilAsync(
            "every commanded kill is published",
            () => narrator.KillsCommanded >= detector.Status!.Detector.Commands - _commandsBefore && narrator.KillsUnpublished == 0,
            cancellationToken);
    }

    private long Observed => detector.Status is { } status ? status.Detector.Orders + status.Malformed : 0;

    private async Task UntilAsync(string what, Func<bool> holds, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!holds())
        {
            if (time.GetElapsedTime(began) > Deadline)
                throw new StoryFailedException($"waited {Deadline.TotalSeconds:0} s in vain until {what}");
            await Task.Delay(Poll, time, cancellationToken);
        }
    }
}
