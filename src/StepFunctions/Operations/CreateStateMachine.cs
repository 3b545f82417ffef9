using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Creates a state machine. The same call again is harmless; another machine of that name is refused.</summary>
internal sealed class CreateStateMachine : IOperation
{
    public string Name => nameof(CreateStateMachine);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var name = Request.CheckedName(request.Required("name"));
        var definition = request.Required("definition");
        var role = request.Required("roleArn");
        var type = request.Optional("type") ?? Machine.Standard;
        if (type != Machine.Standard)
            throw new WireException(
                "StateMachineTypeNotSupported",
                $"The local engine runs {Machine.Standard} state machines; '{type}' is not among them."
            );
        Versions.Refuse(request);
        await Definitions.CheckAsync(engine, definition, cancellationToken).ConfigureAwait(false);
        var now = engine.Clock.GetUtcNow();
        var asked = new Machine(engine.Arns.Machine(name), name, definition, role, type, Guid.NewGuid().ToString(), now, now)
        {
            Encryption = request.Any("encryptionConfiguration") is { } encryption ? Json.Text(encryption) : null,
            Logging = request.Any("loggingConfiguration") is { } logging ? Json.Text(logging) : null,
            Tracing =
                request.Any("tracingConfiguration") is { } tracing && Json.Member(tracing, "enabled") is { ValueKind: JsonValueKind.True },
        };
        var machine = await engine.Catalogue.CreateAsync(asked, TagList.Read(request), cancellationToken).ConfigureAwait(false);
        if (machine.Definition != definition || machine.RoleArn != role)
            throw new WireException("StateMachineAlreadyExists", $"State Machine Already Exists: '{machine.Arn}'");
        answer.WriteString("stateMachineArn", machine.Arn);
        answer.Time("creationDate", machine.CreatedAt);
    }
}
