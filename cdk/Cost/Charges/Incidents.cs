using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>
/// An execution costs by its transitions, however long it waits. The machine by which CDK waits for a custom resource does not say
/// its type; it runs while a stack is made.
/// </summary>
internal sealed class Incidents : ICharge
{
    public IReadOnlyList<string> Types => ["AWS::StepFunctions::StateMachine"];

    public IEnumerable<CostLine> Of(Template template, PriceList prices, Use use)
    {
        if (template.All(Types[0]).Any(m => m.TryGetProperty("StateMachineType", out var type) && type.GetString() == "STANDARD"))
            yield return new CostLine(
                template.Stack,
                "state transitions",
                use.IncidentsPerHour * use.TransitionsPerIncident,
                prices["state-transition"]
            );
    }
}
