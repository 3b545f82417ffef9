using System.Text;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Reads a definition, collecting everything that is wrong with it.</summary>
/// <param name="host">Refuses what its tasks may not call; null: nobody does.</param>
internal sealed class DefinitionReader(ITaskHost? host)
{
    private static readonly string[] s_needed = ["StartAt", "States"];
    private static readonly FieldSet s_machine = new(["Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage"]);

    private const string Types = "[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]";

    public List<Diagnostic> Diagnostics { get; } = [];

    public List<ExpressionAt> Expressions { get; } = [];

    public ITaskHost? Host => host;

    /// <summary>The language of the whole machine: what states use that name none, wherever they stand.</summary>
    private QueryLanguage Whole { get; set; } = QueryLanguage.JsonPath;

    /// <exception cref="DefinitionException">Something is wrong with it.</exception>
    public static StateMachine Read(string definition, ITaskHost? host)
    {
        var reader = new DefinitionReader(host);
        var machine = reader.Machine(Root(definition));
        return reader.Diagnostics.Count == 0 ? machine : throw new DefinitionException(reader.Diagnostics);
    }

    /// <summary>Reads one that was accepted once: what is found by now does not count.</summary>
    /// <exception cref="DefinitionException">It is no JSON.</exception>
    public static StateMachine Restore(string definition) => new DefinitionReader(host: null).Machine(Root(definition));

    private static JsonElement Root(string definition)
    {
        if (Encoding.UTF8.GetByteCount(definition) > Limits.DefinitionBytes)
            throw new DefinitionException([
                new Diagnostic(Diagnostic.Schema, $"The definition is larger than {Limits.DefinitionBytes} bytes", ""),
            ]);
        try
        {
            return Json.Parse(definition);
        }
        catch (JsonException notJson)
        {
            throw new DefinitionException([new Diagnostic(Diagnostic.NotJson, notJson.Message, "")]);
        }
    }

    /// <param name="value">The object.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="known">What it may have beside its states.</param>
    public Flow Flow(JsonElement value, string place, FieldSet known)
    {
        var fields = new Fields(value, place, Diagnostics);
        known.Check(fields, Whole);
        var states = new Dictionary<string, State>(StringComparer.Ordinal);
        if (value.ValueKind != JsonValueKind.Object)
        {
            fields.Wrong("Expected value of type Object");
            return new Flow("", states);
        }
        var missing = s_needed.Where(f => fields.Any(f) is null).ToList();
        if (missing.Count > 0)
        {
            fields.Wrong($"These fields are required: [{string.Join(", ", missing)}]");
            return new Flow("", states);
        }
        var given = fields.Any("States")!.Value;
        if (given.ValueKind != JsonValueKind.Object || !given.EnumerateObject().Any())
        {
            fields.Wrong("Value cannot be empty", "States");
            return new Flow("", states);
        }
        var targets = new List<(string Target, string Place)>();
        foreach (var state in given.EnumerateObject())
        {
            if (!states.TryAdd(state.Name, State(state, place, targets)))
                fields.Wrong($"Duplicate state name: {state.Name}", $"States/{state.Name}", Diagnostic.DuplicateName);
        }
        return new Flow(Linked(fields, states, targets), states);
    }

    private StateMachine Machine(JsonElement root)
    {
        var fields = new Fields(root, "", Diagnostics);
        Whole = Language(fields);
        var flow = Flow(root, "", s_machine);
        if (root.ValueKind == JsonValueKind.Object)
            fields.OneOf("Version", "1.0");
        return new StateMachine(
            flow,
            root.ValueKind == JsonValueKind.Object ? fields.Integer("TimeoutSeconds", least: 1) : null,
            Expressions
        );
    }

    private State State(JsonProperty property, string place, List<(string, string)> targets)
    {
        var fields = new Fields(property.Value, $"{place}/States/{property.Name}", Diagnostics);
        if (property.Name.Length > Limits.NameLength)
            fields.Wrong($"A state's name must not be longer than {Limits.NameLength} characters");
        var before = Diagnostics.Count;
        var reader = new StateDefinitionReader(property.Name, Language(fields), fields, this, targets);
        var languageIsClear = Diagnostics.Count == before;
        var type = fields.Any("Type") is null ? null : fields.String("Type");
        if (languageIsClear)
            StateFields.Of(type)?.Check(fields, reader.Language);
        switch (type)
        {
            case "Pass":
                return PassState.Read(reader);
            case "Task":
                return TaskState.Read(reader);
            case "Choice":
                return ChoiceState.Read(reader);
            case "Wait":
                return WaitState.Read(reader);
            case "Succeed":
                return SucceedState.Read(reader);
            case "Fail":
                return FailState.Read(reader);
            case "Parallel":
                return ParallelState.Read(reader);
            case "Map":
                return MapState.Read(reader);
            case null:
                fields.Wrong("These fields are required: [Type]");
                break;
            default:
                fields.Wrong($"The field 'Type' should have one of these values: {Types}", "Type");
                break;
        }
        return new PassState { Name = property.Name, Language = reader.Language };
    }

    private QueryLanguage Language(Fields fields)
    {
        var name = fields.Value.ValueKind == JsonValueKind.Object ? fields.String("QueryLanguage") : null;
        switch (name)
        {
            case null:
                return Whole;
            case "JSONPath":
                if (Whole == QueryLanguage.Jsonata)
                    fields.Wrong("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
                return QueryLanguage.JsonPath;
            case "JSONata":
                return QueryLanguage.Jsonata;
            default:
                fields.Wrong("The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata]", "QueryLanguage");
                return Whole;
        }
    }

    private static string Linked(Fields fields, Dictionary<string, State> states, List<(string Target, string Place)> targets)
    {
        var start = fields.String("StartAt") ?? "";
        if (!states.ContainsKey(start))
            fields.Wrong($"Missing 'StartAt' target: {start}", "StartAt", Diagnostic.MissingTarget);
        foreach (var (target, place) in targets.Where(t => !states.ContainsKey(t.Target)))
            new Fields(default, place, fields.Diagnostics).Wrong(
                $"Missing '{place[(place.LastIndexOf('/') + 1)..]}' target: {target}",
                code: Diagnostic.MissingTarget
            );
        var reached = targets.Select(t => t.Target).Append(start).ToHashSet(StringComparer.Ordinal);
        foreach (var name in states.Keys.Where(n => !reached.Contains(n)))
            fields.Wrong($"State \"{name}\" is not reachable.", $"States/{name}", Diagnostic.MissingTarget);
        return start;
    }
}
