using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Requests;

/// <summary>What is answered where something goes wrong inside: what to do, and nothing of how the inside looks.</summary>
public static class FaultRefusals
{
    public static Refusal Inside { get; } =
        new(
            RefusalCode.InternalFault,
            "Something went wrong here, and it is in the log under the trace id below. It is not known whether the request had its effect: look before you repeat it, or repeat it with the same Idempotency-Key."
        );

    /// <param name="hint">Where to look, behind a semicolon; empty where there is no such place.</param>
    public static Refusal Unavailable(string hint = "") =>
        new(
            RefusalCode.DependencyUnavailable,
            $"A part that is needed does not answer at the moment{hint}. It is not known whether the request had its effect. Repeat it with the same Idempotency-Key."
        );

    /// <summary>Whether it went wrong in a part that the workflow depends on. Those of Kafka's client are the caller's to know.</summary>
    public static bool IsElsewhere(Exception failure) =>
        failure is StoreUnavailableException or ExecutionsUnavailableException or DirectoryUnavailableException or TimeoutException;
}
