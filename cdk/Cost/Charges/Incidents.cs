using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>
/// An execution costs by its transitions, however long it waits. Changes of limits are too few to count, at a dozen each. Two machines do
/// not say their type, and are not counted: that by which CDK waits for a custom resource runs while a stack is made, and that which
/// compares subscribers costs a tenth of a cent an hour.
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
