using KillSwitch.StatesLanguage.Paths;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>A state. What each kind adds is in its own file.</summary>
internal abstract record State
{
    public required string Name { get; init; }

    public required QueryLanguage Language { get; init; }

    /// <summary>As the definition and history call it: <c>Task</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The state that follows; null where the flow ends, and where a Choice decides.</summary>
    public string? Next { get; init; }

    public DataPath InputPath { get; init; } = DataPath.Whole;

    public DataPath OutputPath { get; init; } = DataPath.Whole;

    /// <summary>Where the result goes in the state's input; null throws the result away. JSONPath only.</summary>
    public JsonPath? ResultPath { get; init; } = DataPath.Root;

    /// <summary>JSONPath's Parameters, JSONata's Arguments.</summary>
    public Template? Parameters { get; init; }

    public Template? ResultSelector { get; init; }

    /// <summary>Variables to set, by name.</summary>
    public Template? Assign { get; init; }

    /// <summary>JSONata's Output.</summary>
    public Template? Output { get; init; }

    public IReadOnlyList<Retrier> Retry { get; init; } = [];

    public IReadOnlyList<Catcher> Catch { get; init; } = [];

    public bool IsJsonata => Language == QueryLanguage.Jsonata;
}
