using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Operators;

/// <summary>That no order named a scope, and what may have been meant, in words.</summary>
internal static class UnseenWords
{
    /// <param name="scope">What was killed.</param>
    /// <param name="unseen">What is known of it.</param>
    public static string Of(Scope scope, UnseenScope unseen)
    {
        var told = unseen.SinceTs is { } since
            ? $"No order since {UtcTime.Of(since)}, as far back as is known, names {scope}."
            : $"No order of the last day names {scope}.";
        return unseen.Nearest.Count == 0 ? told : $"{told} Did you mean {Either(unseen.Nearest)}?";
    }

    private static string Either(IReadOnlyList<Scope> scopes) =>
        scopes.Count == 1 ? $"{scopes[0]}" : $"{string.Join(", ", scopes.SkipLast(1))} or {scopes[^1]}";
}
