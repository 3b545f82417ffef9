using Amazon.Lambda.Core;

namespace KillSwitch.Functions.Hosting;

/// <summary>Gives up shortly before Lambda would: what is given up can still be said, a process that is gone says nothing.</summary>
internal static class Deadline
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    public static CancellationTokenSource Of(ILambdaContext context) =>
        new(context.RemainingTime > s_margin * 2 ? context.RemainingTime - s_margin : context.RemainingTime / 2, TimeProvider.System);
}
