using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Changes a state machine. Executions that run keep the definition they began with.</summary>
internal sealed class UpdateStateMachine : IOperation
{
    public string Name => nameof(UpdateStateMachine);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var arn = request.Required("stateMachineArn");
        Find.Machine(engine, arn);
        Versions.Refuse(request);
        var definition = request.Optional("definition");
        var role = request.Optional("roleArn");
        if (
            definition is null
            && role is null
            && request.Any("loggingConfiguration") is null
            && request.Any("tracingConfiguration") is null
        )
            throw new WireException(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified"
            );
        if (definition is not null)
            await Definitions.CheckAsync(engine, definition, cancellationToken).ConfigureAwait(false);
        var changed = await engine.Catalogue.UpdateAsync(arn, Changed, engine.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false)
            ?? throw WireException.MachineDoesNotExist(arn);
        answer.WriteString("revisionId", changed.RevisionId);
        answer.Time("updateDate", changed.UpdatedAt);

        Machine Changed(Machine current) => current with
        {
            Definition = definition ?? current.Definition,
            RoleArn = role ?? current.RoleArn,
            Encryption = request.Any("encryptionConfiguration") is { } encryption ? Json.Text(encryption) : current.Encryption,
            Logging = request.Any("loggingConfiguration") is { } logging ? Json.Text(logging) : current.Logging,
            Tracing = request.Any("tracingConfiguration") is { } tracing
                ? Json.Member(tracing, "enabled") is { ValueKind: JsonValueKind.True }
                : current.Tracing,
        };
    }
}
