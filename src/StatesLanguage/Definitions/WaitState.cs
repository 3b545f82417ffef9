using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Waits for some seconds, or until a time.</summary>
internal sealed record WaitState : State
{
    public override string Type => "Wait";

    public Template? Seconds { get; init; }

    public Template? Timestamp { get; init; }

    public static State Read(StateDefinitionReader reader)
    {
        var state = new WaitState
        {
            Name = reader.Name,
            Language = reader.Language,
            Seconds = reader.Number("Seconds", least: 0),
            Timestamp = reader.Text("Timestamp"),
        };
        if ((state.Seconds is null) == (state.Timestamp is null))
            reader.Fields.Wrong("A Wait state must contain exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath]");
        if (state.Timestamp is LiteralValue literal && !Rfc3339.TryParse(literal.Value.GetString()!, out _))
            reader.Fields.Wrong("String does not match RFC3339 timestamp", "Timestamp");
        return reader.Common(state);
    }
}
