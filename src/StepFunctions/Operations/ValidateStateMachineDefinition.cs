using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Checks a definition without creating anything.</summary>
internal sealed class ValidateStateMachineDefinition : IOperation
{
    public string Name => nameof(ValidateStateMachineDefinition);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        IReadOnlyList<Finding> findings = [];
        try
        {
            await Definitions.ReadAsync(engine, request.Required("definition"), cancellationToken).ConfigureAwait(false);
        }
        catch (DefinitionException invalid)
        {
            findings = invalid.Findings;
        }
        answer.WriteString("result", findings.Count == 0 ? "OK" : "FAIL");
        answer.WriteStartArray("diagnostics");
        foreach (var finding in findings)
        {
            answer.WriteStartObject();
            answer.WriteString("severity", "ERROR");
            answer.WriteString("code", finding.Code);
            answer.WriteString("message", finding.Message);
            if (finding.Place.Length > 0)
                answer.WriteString("location", finding.Place);
            answer.WriteEndObject();
        }
        answer.WriteEndArray();
        answer.WriteBoolean("truncated", false);
    }
}
