using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Requests;

/// <summary>What is answered where something goes wrong inside: what to do, and nothing of how the inside looks.</summary>
public static class FaultRefusals
{
    private const string Unknown = "It is not known whether the request had its effect";

    /// <param name="method">What was asked for: what only looks has no effect.</param>
    public static Refusal Inside(string method) =>
        new(
            RefusalCode.InternalFault,
            "Something went wrong here, and it is in the log under the trace id of this answer. "
                + (IsRead(method)
                    ? "Nothing was changed: ask again. If it goes wrong again, ask otherwise, and have the log looked at."
                    : $"{Unknown}: look before you repeat it, or repeat it with the same Idempotency-Key.")
        );

    /// <param name="method">What was asked for: what only looks has no effect.</param>
    /// <param name="hint">Where to look, behind a semicolon; empty where there is no such place.</param>
    public static Refusal Unavailable(string method, string hint = "") =>
        new(
            RefusalCode.DependencyUnavailable,
            $"A part that is needed does not answer at the moment{hint}. "
                + (IsRead(method) ? "Nothing was changed: ask again." : $"{Unknown}. Repeat it with the same Idempotency-Key.")
        );

    /// <summary>Whether it went wrong in a part that the workflow depends on. Those of Kafka's client are the caller's to know.</summary>
    public static bool IsElsewhere(Exception failure) =>
        failure is StoreUnavailableException or ExecutionsUnavailableException or DirectoryUnavailableException or TimeoutException;

    private static bool IsRead(string method) => method is "GET" or "HEAD";
}
