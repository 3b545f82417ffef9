using System.Text.Json;
using KillSwitch.StatesLanguage.Choices;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Reads the condition of a rule.</summary>
internal static class ConditionReader
{
    private static readonly string[] s_combined = ["And", "Or", "Not"];
    private static readonly FieldSet s_inner = new([.. s_combined, "Variable", "Comment", .. ChoiceOperator.Fields]);

    /// <summary>What a condition is made of.</summary>
    public static IEnumerable<string> Fields => [.. s_combined, "Variable", .. ChoiceOperator.Fields];

    public static Condition? Read(StateDefinitionReader reader)
    {
        if (Tests(reader.Fields.Value) > 1)
            reader.Fields.Wrong("A Choice rule must contain exactly one comparison operator");
        if (reader.Fields.Any("Variable") is not null && s_combined.Any(c => reader.Fields.Any(c) is not null))
            reader.Fields.Wrong("Field 'Variable' is not supported beside 'And', 'Or' or 'Not': the comparisons in them have their own");
        if (reader.Fields.Any("And") is { } and)
            return new Condition.And(List(reader, and, "And"));
        if (reader.Fields.Any("Or") is { } or)
            return new Condition.Or(List(reader, or, "Or"));
        if (reader.Fields.Any("Not") is { } not)
            return Inner(reader.At(not, "Not")) is { } inner ? new Condition.Not(inner) : null;
        return Comparison(reader);
    }

    private static List<Condition> List(StateDefinitionReader reader, JsonElement value, string field)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            reader.Fields.Wrong("Value cannot be empty", field);
            return [];
        }
        return [.. value.EnumerateArray().Select((item, i) => Inner(reader.At(item, $"{field}[{i}]"))).OfType<Condition>()];
    }

    private static Condition? Inner(StateDefinitionReader reader)
    {
        s_inner.Check(reader.Fields, reader.Language);
        return Read(reader);
    }

    /// <summary>How many tests it is at once: of all but one nobody would see the result.</summary>
    private static int Tests(JsonElement rule) =>
        rule.ValueKind != JsonValueKind.Object ? 0
            : rule.EnumerateObject().Count(m => s_combined.Contains(m.Name) || ChoiceOperator.Find(m.Name, out _) is not null);

    private static Comparison? Comparison(StateDefinitionReader reader)
    {
        if (reader.Fields.Value.ValueKind != JsonValueKind.Object)
        {
            reader.Fields.Wrong("Expected value of type Object");
            return null;
        }
        var variable = reader.Path("Variable");
        if (reader.Fields.Any("Variable") is null)
            reader.Fields.Wrong("These fields are required: [Variable]");
        foreach (var member in reader.Fields.Value.EnumerateObject())
        {
            if (ChoiceOperator.Find(member.Name, out var byPath) is not { } op)
                continue;
            if (!byPath)
                return Checked(reader, op, member) && variable is not null ? new Comparison(variable, op, member.Value, null) : null;
            return reader.Path(member.Name) is { } path && variable is not null ? new Comparison(variable, op, null, path) : null;
        }
        reader.Fields.Wrong("A Choice rule must contain exactly one comparison operator");
        return null;
    }

    private static bool Checked(StateDefinitionReader reader, ChoiceOperator op, JsonProperty member)
    {
        var wanted = op.Name switch
        {
            _ when op.Name.StartsWith("Is", StringComparison.Ordinal) || op.Name == "BooleanEquals" => "Boolean",
            _ when op.Name.StartsWith("Numeric", StringComparison.Ordinal) => "Number",
            _ => "String",
        };
        var fits = wanted switch
        {
            "Boolean" => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "Number" => member.Value.ValueKind == JsonValueKind.Number,
            _ => member.Value.ValueKind == JsonValueKind.String,
        };
        if (!fits)
            reader.Fields.Wrong($"Expected value of type {wanted}", member.Name);
        return fits;
    }
}
