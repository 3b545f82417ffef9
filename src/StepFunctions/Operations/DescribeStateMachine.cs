using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

internal sealed class DescribeStateMachine : IOperation
{
    public const string OwnedKey = """{"type":"AWS_OWNED_KEY"}""";

    private const string NoLogging = """{"level":"OFF","includeExecutionData":false}""";

    public string Name => nameof(DescribeStateMachine);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var machine = Find.Machine(engine, request.Required("stateMachineArn"));
        answer.WriteString("stateMachineArn", machine.Arn);
        answer.WriteString("name", machine.Name);
        answer.WriteString("status", "ACTIVE");
        answer.WriteString("definition", machine.Definition);
        answer.WriteString("roleArn", machine.RoleArn);
        answer.WriteString("type", machine.Type);
        answer.Time("creationDate", machine.CreatedAt);
        WriteConfiguration(answer, machine);
        return Task.CompletedTask;
    }

    public static void WriteConfiguration(Utf8JsonWriter answer, Machine machine)
    {
        answer.Raw("loggingConfiguration", machine.Logging ?? NoLogging);
        answer.WriteStartObject("tracingConfiguration");
        answer.WriteBoolean("enabled", machine.Tracing);
        answer.WriteEndObject();
        answer.Raw("encryptionConfiguration", machine.Encryption ?? OwnedKey);
        WriteVariables(answer, machine);
        // The first revision has no id on the wire.
        if (machine.UpdatedAt != machine.CreatedAt)
            answer.WriteString("revisionId", machine.RevisionId);
    }

    private static void WriteVariables(Utf8JsonWriter answer, Machine machine)
    {
        var references = StateMachine.Restore(machine.Definition).VariableReferences;
        if (references.Count == 0)
            return;
        answer.WriteStartObject("variableReferences");
        foreach (var (state, variables) in references)
        {
            answer.WriteStartArray(state);
            foreach (var variable in variables)
                answer.WriteStringValue(variable);
            answer.WriteEndArray();
        }
        answer.WriteEndObject();
    }
}
