using System.Diagnostics;

namespace KillSwitch.Workflows.Tracing;

/// <summary>W3C trace context as it travels: in record headers, in an execution's input, in a notification.</summary>
public static class TraceContext
{
    /// <summary>The longest that is passed on; version 00 has 55 characters.</summary>
    public const int MaxLength = 128;

    /// <summary>The <c>traceparent</c> of what is going on here, or null where nothing is being traced.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>
    /// A received <c>traceparent</c> that may be passed on, or null: whoever sends one could fill it with a megabyte, and what carries it
    /// on would be too large to be written, for ever.
    /// </summary>
    public static string? Checked(string? traceParent) =>
        traceParent is { Length: <= MaxLength } && Parse(traceParent) != default ? traceParent : null;

    /// <summary>What a received <c>traceparent</c> names; an absent or malformed one begins a new trace.</summary>
    public static ActivityContext Parse(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;
}
