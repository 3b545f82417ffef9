using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Journal;
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
            throw new WireException("StateMachineTypeNotSupported", $"The local engine runs {Machine.Standard} state machines; '{type}' is not among them.");
        await Definitions.CheckAsync(engine, definition, cancellationToken).ConfigureAwait(false);
        var arn = engine.Arns.Machine(name);
        await engine.Changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (engine.Machines.TryGetValue(arn, out var existing))
            {
                if (existing.Definition != definition || existing.RoleArn != role)
                    throw new WireException("StateMachineAlreadyExists", $"State Machine Already Exists: '{arn}'");
                Write(answer, existing);
                return;
            }
            var now = engine.Clock.GetUtcNow();
            var machine = new Machine(arn, name, definition, role, type, Guid.NewGuid().ToString(), now, now)
            {
                Logging = request.Any("loggingConfiguration") is { } logging ? Json.Text(logging) : null,
                Tracing = request.Any("tracingConfiguration") is { } tracing && Json.Member(tracing, "enabled") is { ValueKind: JsonValueKind.True },
            };
            await engine.SaveAsync(machine).ConfigureAwait(false);
            await SaveTagsAsync(engine, arn, TagList.Read(request)).ConfigureAwait(false);
            Write(answer, machine);
        }
        finally
        {
            engine.Changing.Release();
        }
    }

    public static async Task SaveTagsAsync(Engine engine, string arn, IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0 && !engine.Tags.ContainsKey(arn))
            return;
        await engine.Journal.AppendAsync(new JournalRecord.TagsSaved(arn, tags)).ConfigureAwait(false);
        engine.Tags[arn] = tags;
    }

    private static void Write(Utf8JsonWriter answer, Machine machine)
    {
        answer.WriteString("stateMachineArn", machine.Arn);
        answer.Time("creationDate", machine.CreatedAt);
    }
}
