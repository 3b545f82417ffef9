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
        IReadOnlyList<Diagnostic> diagnostics = [];
        try
        {
            await Definitions.ReadAsync(engine, request.Required("definition"), cancellationToken).ConfigureAwait(false);
        }
        catch (DefinitionException invalid)
        {
            diagnostics = invalid.Diagnostics;
        }
        answer.WriteString("result", diagnostics.Count == 0 ? "OK" : "FAIL");
        answer.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            answer.WriteStartObject();
            answer.WriteString("severity", "ERROR");
            answer.WriteString("code", diagnostic.Code);
            answer.WriteString("message", diagnostic.Message);
            if (diagnostic.Place.Length > 0)
                answer.WriteString("location", diagnostic.Place);
            answer.WriteEndObject();
        }
        answer.WriteEndArray();
        answer.WriteBoolean("truncated", false);
    }
}
