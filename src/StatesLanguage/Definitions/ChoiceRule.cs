using KillSwitch.StatesLanguage.Choices;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>A rule of a Choice state: a condition, and where it leads.</summary>
/// <param name="Condition">JSONPath's test; null with JSONata.</param>
/// <param name="Expression">JSONata's Condition; null with JSONPath.</param>
/// <param name="Next">Where it leads.</param>
/// <param name="Assign">Variables to set if it is taken.</param>
/// <param name="Output">JSONata: what the state passes on if it is taken.</param>
internal sealed record ChoiceRule(Condition? Condition, Template? Expression, string Next, Template? Assign, Template? Output)
{
    private static readonly FieldSet s_fields = new(["Next", "Assign", "Comment"], ConditionReader.Fields, ["Condition", "Output"]);

    public static ChoiceRule Read(StateDefinitionReader reader)
    {
        s_fields.Check(reader.Fields, reader.Language);
        var next = reader.Fields.String("Next", required: true) ?? "";
        if (next.Length > 0)
            reader.Target(next, "Next");
        var assign = reader.Variables();
        if (reader.Language == QueryLanguage.Jsonata)
        {
            var condition = reader.Fields.Any("Condition") is null ? null : reader.Template("Condition");
            if (condition is null)
                reader.Fields.Wrong("These fields are required: [Condition]");
            return new ChoiceRule(null, condition, next, assign, reader.Template("Output"));
        }
        return new ChoiceRule(ConditionReader.Read(reader), null, next, assign, null);
    }
}
