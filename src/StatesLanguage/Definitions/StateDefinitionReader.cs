using System.Text.Json;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StatesLanguage.Paths;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Reads one state: what all kinds share, and the helpers each kind's own reader uses.</summary>
internal sealed class StateDefinitionReader(
    string name,
    QueryLanguage language,
    Fields fields,
    DefinitionReader definition,
    List<(string Target, string Place)> targets
)
{
    public string Name => name;

    public QueryLanguage Language => language;

    public Fields Fields => fields;

    /// <summary>The same reader for an object inside the state.</summary>
    public StateDefinitionReader At(JsonElement value, string place) =>
        new(name, language, new Fields(value, $"{fields.Place}/{place}", definition.Diagnostics), definition, targets);

    /// <param name="state">The state so far.</param>
    /// <param name="ends">Whether it needs neither Next nor End.</param>
    public State Common(State state, bool ends = false)
    {
        var jsonPath = language == QueryLanguage.JsonPath;
        return state with
        {
            Next = ends ? null : Transition(),
            InputPath = jsonPath ? DataPathOf("InputPath") : DataPath.Whole,
            OutputPath = jsonPath ? DataPathOf("OutputPath") : DataPath.Whole,
            ResultPath = jsonPath ? ResultPathOf(fields, this) : DataPath.Root,
            Parameters = Template(jsonPath ? "Parameters" : "Arguments"),
            ResultSelector = jsonPath ? Template("ResultSelector") : null,
            Assign = Variables(),
            Output = jsonPath ? null : Template("Output"),
            Retry = [.. Handlers("Retry").Select(Retrier.Read)],
            Catch = [.. Handlers("Catch").Select(Catcher.Read)],
        };
    }

    public Flow Flow(JsonElement value, string place, FieldSet known) => definition.Flow(value, $"{fields.Place}/{place}", known);

    /// <summary>What may be called; null: everything.</summary>
    public ITaskHost? Host => definition.Host;

    public void Target(string target, string field) => targets.Add((target, $"{fields.Place}/{field}"));

    /// <summary>A value in which paths or expressions may stand.</summary>
    public Template? Template(string field)
    {
        if (fields.Any(field) is not { } value)
            return null;
        if (RepeatedNames.FirstIn(value, language) is { } twice)
            fields.Wrong($"The name '{twice}' stands twice in one object: which of its values counts would be a guess", field);
        if (language == QueryLanguage.Jsonata)
            return Noted(TemplateReader.Jsonata(value, field), field);
        try
        {
            return TemplateReader.JsonPath(value);
        }
        catch (PathSyntaxException)
        {
            fields.Wrong(
                $"The value for the field '{BadMember(value)}' must be a valid JSONPath or a valid intrinsic function call",
                field
            );
            return null;
        }
    }

    /// <summary>A number: literal, expression, or by the field of the same name with Path.</summary>
    /// <param name="field">The field of a literal.</param>
    /// <param name="least">The least that a literal may be.</param>
    /// <param name="most">The most.</param>
    /// <param name="whole">Whether it must be a whole one.</param>
    public Template? Number(string field, double least, double most = TaskState.DefaultTimeoutSeconds, bool whole = true)
    {
        if (PathField(field) is { } path)
            return path;
        if (fields.Any(field) is not { } value)
            return null;
        if (language == QueryLanguage.Jsonata && value.ValueKind == JsonValueKind.String && JsonataText.IsExpression(value.GetString()!))
            return Noted(TemplateReader.Jsonata(value, field), field);
        fields.Fits(value, field, least, most, whole);
        return value.ValueKind == JsonValueKind.Number ? new LiteralValue(value) : null;
    }

    /// <summary>A text: literal, expression, or by the field of the same name with Path.</summary>
    public Template? Text(string field)
    {
        if (PathField(field) is { } path)
            return path;
        if (fields.String(field) is not { } text)
            return null;
        return language == QueryLanguage.Jsonata
            ? Noted(TemplateReader.Jsonata(Json.String(text), field), field)
            : new LiteralValue(Json.String(text));
    }

    public JsonPath? Path(string field)
    {
        if (language != QueryLanguage.JsonPath || fields.String(field) is not { } text)
            return null;
        try
        {
            return PathReader.Read(text);
        }
        catch (PathSyntaxException)
        {
            fields.Wrong("Value is not a valid JSONPath", field);
            return null;
        }
    }

    public static JsonPath? ResultPathOf(Fields fields, StateDefinitionReader reader)
    {
        if (fields.Any("ResultPath") is not { } value)
            return DataPath.Root;
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        var path = reader.Path("ResultPath");
        if (path is { IsReference: false } or { Root: PathRoot.Variable })
            fields.Wrong(
                "Value is not a Reference Path: The reference path cannot contain an operator that selects several values",
                "ResultPath"
            );
        else if (path is { Root: PathRoot.Context })
            fields.Wrong("Value must not begin with '$$': a result cannot be put into the context object", "ResultPath");
        return path;
    }

    /// <summary>What the field's companion leads to, whose name ends in Path; null where there is none.</summary>
    private Template? PathField(string literal)
    {
        var field = literal + "Path";
        fields.NotBoth(literal, field);
        if (language != QueryLanguage.JsonPath || fields.String(field) is not { } text)
            return null;
        try
        {
            return TemplateReader.PathOrIntrinsic(text, field);
        }
        catch (PathSyntaxException)
        {
            fields.Wrong("Value is not a valid JSONPath", field);
            return null;
        }
    }

    private DataPath DataPathOf(string field)
    {
        if (fields.Any(field) is not { } value)
            return DataPath.Whole;
        return value.ValueKind == JsonValueKind.Null ? new DataPath(Path: null) : new DataPath(Path(field) ?? DataPath.Root);
    }

    private string? Transition()
    {
        var next = fields.String("Next");
        var end = fields.Bool("End");
        if (next is null && !end)
            fields.Wrong("Missing 'Next' or 'End' field. A state must lead to another or end");
        else if (next is not null && end)
            fields.Wrong("A state cannot have both 'Next' and 'End'");
        else if (next is not null)
            Target(next, "Next");
        return end ? null : next;
    }

    /// <summary>The retriers or catchers, in their order.</summary>
    private List<StateDefinitionReader> Handlers(string field)
    {
        if (fields.Any(field) is not { } list)
            return [];
        if (list.ValueKind == JsonValueKind.Array)
        {
            List<StateDefinitionReader> all = [.. list.EnumerateArray().Select((item, i) => At(item, $"{field}[{i}]"))];
            for (var i = 0; i < all.Count; i++)
                ErrorEquals.CheckWildcard(all[i].Fields, last: i == all.Count - 1);
            return all;
        }
        fields.Wrong("Expected value of type Array", field);
        return [];
    }

    /// <summary>Assign: an object, a member for each variable.</summary>
    public Template? Variables()
    {
        if (fields.Any("Assign") is not { } assign)
            return null;
        if (assign.ValueKind == JsonValueKind.Object)
            VariableNames.Check(fields, assign, language);
        else
            fields.Wrong("Expected value of type Object", "Assign");
        return Template("Assign");
    }

    private Template Noted(Template template, string field)
    {
        foreach (var expression in template.Expressions)
            definition.Expressions.Add(
                new ExpressionAt(expression.Expression, $"{fields.Place}/{(expression.Field.Length == 0 ? field : expression.Field)}")
            );
        return template;
    }

    private static string BadMember(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                try
                {
                    TemplateReader.JsonPath(Json.Object((member.Name, member.Value)));
                }
                catch (PathSyntaxException)
                {
                    return member.Name.EndsWith(".$", StringComparison.Ordinal) ? member.Name : BadMember(member.Value);
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (BadMember(item) is { Length: > 0 } name)
                    return name;
            }
        }
        return "";
    }
}
