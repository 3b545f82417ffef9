using System.Text.Json;
using System.Text.Json.Nodes;

namespace KillSwitch.Workflows.Incidents.Effects;

/// <summary>Small conversions between what is decided and what travels.</summary>
internal static class AnswerJson
{
    /// <summary>The word of an outcome as the definition compares it.</summary>
    public static string Word(StepOutcome outcome) =>
        JsonSerializer.SerializeToNode(outcome, IncidentsJson.Default.StepOutcome)!.GetValue<string>();

    public static JsonObject Of(TaskAnswer answer) => JsonSerializer.SerializeToNode(answer, IncidentsJson.Default.TaskAnswer)!.AsObject();
}
