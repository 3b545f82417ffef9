using KillSwitch.StatesLanguage.Paths;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Runs its processor once for each item; its result is an array of the results, in the items' order.</summary>
internal sealed record MapState : State
{
    public override string Type => "Map";

    private static readonly FieldSet s_processor = new(["Comment", "StartAt", "States", "ProcessorConfig"]);

    public required Flow Processor { get; init; }

    /// <summary>
    /// Why it cannot run: a definition that an earlier version accepted may ask for items from a file, say. Null: it can.
    /// </summary>
    public string? NotHonoured { get; init; }

    /// <summary>JSONata: an array, or an expression that gives one. Null: the state's input.</summary>
    public Template? Items { get; init; }

    /// <summary>JSONPath: where the array is.</summary>
    public JsonPath? ItemsPath { get; init; }

    public Template? ItemSelector { get; init; }

    /// <summary>0: as many at once as the service allows.</summary>
    public Template? MaxConcurrency { get; init; }

    public Template? ToleratedFailureCount { get; init; }

    public Template? ToleratedFailurePercentage { get; init; }

    public static State Read(StateDefinitionReader reader)
    {
        var processor = reader.Fields.Any("ItemProcessor") ?? reader.Fields.Any("Iterator");
        var field = reader.Fields.Any("ItemProcessor") is null ? "Iterator" : "ItemProcessor";
        if (processor is null)
            reader.Fields.Wrong("These fields are required: [ItemProcessor]");
        var selector = reader.Fields.Any("ItemSelector") is not null ? reader.Template("ItemSelector")
            : reader.Language == QueryLanguage.JsonPath ? reader.Template("Parameters") : null;
        var common = (MapState)reader.Common(new MapState
        {
            Name = reader.Name,
            Language = reader.Language,
            Processor = processor is null
                ? new Flow("", new Dictionary<string, State>())
                : reader.Flow(processor.Value, field, s_processor),
            NotHonoured = MapOptions.Check(reader.Fields, processor is null ? null : reader.At(processor.Value, field).Fields),
            Items = reader.Language == QueryLanguage.Jsonata ? reader.Template("Items") : null,
            ItemsPath = reader.Path("ItemsPath"),
            ItemSelector = selector,
            MaxConcurrency = reader.Number("MaxConcurrency", least: 0, most: double.MaxValue),
            ToleratedFailureCount = reader.Number("ToleratedFailureCount", least: 0, most: double.MaxValue),
            ToleratedFailurePercentage = reader.Number("ToleratedFailurePercentage", least: 0, most: 100, whole: false),
        });
        return common with { Parameters = null };
    }
}
