using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Ends its flow with an error.</summary>
internal sealed record FailState : State
{
    public override string Type => "Fail";

    public Template? Error { get; init; }

    public Template? Cause { get; init; }

    public static State Read(StateDefinitionReader reader) => new FailState
    {
        Name = reader.Name,
        Language = reader.Language,
        Error = reader.Text("Error"),
        Cause = reader.Text("Cause"),
    };
}
