using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>What several steps share.</summary>
internal static class StepFlow
{
    /// <summary>
    /// Lets something happen to the incident that the step's execution carries. Where the incident is closed, or another execution took
    /// it over, the step has nothing to do any more: the result is null, and nothing is saved.
    /// </summary>
    public static Task<Change<T?>> UpdateAsync<T>(
        this IncidentServices services, StepInput input, ICarriedTransition<T> transition, CancellationToken cancellationToken)
        where T : class =>
        services.UpdateAsync(input.Scope, new Carried<T>(input.Carrier, transition), cancellationToken);

    /// <inheritdoc cref="UpdateAsync{T}(IncidentServices, StepInput, ICarriedTransition{T}, CancellationToken)"/>
    /// <param name="services">What it works with.</param>
    /// <param name="input">The step's.</param>
    /// <param name="loaded">The scope's record, as it was loaded a moment ago.</param>
    /// <param name="transition">What happens.</param>
    /// <param name="cancellationToken">Gives up; it may be saved.</param>
    public static Task<Change<T?>> UpdateAsync<T>(
        this IncidentServices services,
        StepInput input,
        ScopeRecord loaded,
        ICarriedTransition<T> transition,
        CancellationToken cancellationToken
    )
        where T : class =>
        services.UpdateAsync(loaded, new Carried<T>(input.Carrier, transition), cancellationToken);

    /// <summary>The incident that the step's execution carries; null where it carries none any more.</summary>
    public static async Task<Incident?> LoadAsync(this IncidentServices services, StepInput input, CancellationToken cancellationToken)
    {
        var record = await services.Scopes.LoadAsync(input.Scope, cancellationToken);
        return record.OpenIncident is { } incident && input.Carrier.Carries(incident) ? incident : null;
    }

    public static StepOutput Superseded(StepInput input) => new()
    {
        Outcome = StepOutcome.Superseded,
        Detail = $"Incident {input.IncidentId} is closed, or carried by another execution: nothing is left to do here.",
    };
}
