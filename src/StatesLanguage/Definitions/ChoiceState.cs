using System.Text.Json;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Goes where the first matching rule leads.</summary>
internal sealed record ChoiceState : State
{
    public override string Type => "Choice";

    public required IReadOnlyList<ChoiceRule> Rules { get; init; }

    public string? Default { get; init; }

    public static State Read(StateDefinitionReader reader)
    {
        var rules = new List<ChoiceRule>();
        var choices = reader.Fields.Any("Choices");
        if (choices is null)
            reader.Fields.Wrong("These fields are required: [Choices]");
        else if (choices.Value.ValueKind != JsonValueKind.Array || choices.Value.GetArrayLength() == 0)
            reader.Fields.Wrong("Value cannot be empty", "Choices");
        else
        {
            var i = 0;
            foreach (var choice in choices.Value.EnumerateArray())
                rules.Add(ChoiceRule.Read(reader.At(choice, $"Choices[{i++}]")));
        }
        var target = reader.Fields.String("Default");
        if (target is not null)
            reader.Target(target, "Default");
        return reader.Common(
            new ChoiceState
            {
                Name = reader.Name,
                Language = reader.Language,
                Rules = rules,
                Default = target,
            },
            ends: true
        );
    }
}
