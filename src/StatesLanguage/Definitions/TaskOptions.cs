using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>What a Task may ask for beyond the work itself: as whom it is done, and how long it may take.</summary>
internal static class TaskOptions
{
    private static readonly NotHonoured s_notHonoured = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Credentials"] =
            "it takes on no role, so that the task would be done as somebody else than it says. Leave it out where the definition runs here",
    });

    public static IEnumerable<string> NotHonoured => s_notHonoured.Names;

    /// <summary>Checks that it asks for nothing that would have no effect.</summary>
    /// <returns>The first field that cannot be honoured, and why; null where there is none.</returns>
    public static string? Check(Fields task, Template? timeout, Template? heartbeat)
    {
        if (Seconds(timeout) is { } most && Seconds(heartbeat) is { } every && WhyNot(every, most) is { } why)
            task.Wrong(why, "HeartbeatSeconds");
        return s_notHonoured.Check(task);
    }

    /// <summary>Why a task cannot have these times, in seconds; null where it can.</summary>
    public static string? WhyNot(long heartbeat, long timeout) =>
        heartbeat < timeout
            ? null
            : $"HeartbeatSeconds must be less than TimeoutSeconds: {heartbeat} is not less than {timeout}, so that a missed heartbeat would never be noticed";

    private static long? Seconds(Template? template) =>
        template is LiteralValue literal && literal.Value.TryGetInt64(out var seconds) ? seconds : null;
}
