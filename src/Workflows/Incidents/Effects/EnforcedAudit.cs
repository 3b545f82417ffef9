using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents.Effects;

/// <summary>The audit of a KILLED that somebody else than the execution published.</summary>
internal static class EnforcedAudit
{
    /// <param name="services">What it works with.</param>
    /// <param name="state">As it was published.</param>
    /// <param name="service">Who published it.</param>
    /// <param name="actor">In whose name.</param>
    /// <param name="how">Without what, and why; the sentence begins before it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task AuditEnforcedAsync(
        this IncidentServices services,
        KillState state,
        string service,
        string actor,
        string how,
        CancellationToken cancellationToken
    ) =>
        services.Audit.AppendAsync(
            new StepAudit
            {
                Ts = services.NowMs(),
                Step = Audits.KillEnforced,
                Outcome = StepAudit.Ok,
                Actor = actor,
                Attempt = 1,
                Detail = $"KILLED, version {state.Version}, published {how}",
                CorrId = state.CorrId,
                Service = service,
                Scope = state.Scope,
                IncidentId = state.IncidentId,
                CmdId = state.LastCmdId,
            },
            cancellationToken);
}
