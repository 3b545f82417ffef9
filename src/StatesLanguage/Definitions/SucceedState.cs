namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Ends its flow well.</summary>
internal sealed record SucceedState : State
{
    public override string Type => "Succeed";

    public static State Read(StateDefinitionReader reader) =>
        reader.Common(new SucceedState { Name = reader.Name, Language = reader.Language }, ends: true);
}
