using System.Text.Json;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Passes its input on, or a fixed result.</summary>
internal sealed record PassState : State
{
    public override string Type => "Pass";

    public JsonElement? Result { get; init; }

    public static State Read(StateDefinitionReader reader) => reader.Common(new PassState
    {
        Name = reader.Name,
        Language = reader.Language,
        Result = reader.Language == QueryLanguage.JsonPath && reader.Fields.Any("Result") is { } result ? Json.Compact(result) : null,
    });
}
