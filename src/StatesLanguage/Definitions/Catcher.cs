using KillSwitch.StatesLanguage.Paths;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Where to go on after an error.</summary>
internal sealed record Catcher(IReadOnlyList<string> ErrorEquals, string Next, JsonPath? ResultPath, Template? Output, Template? Assign)
{
    private static readonly FieldSet s_fields = new(["ErrorEquals", "Next", "Assign", "Comment"], ["ResultPath"], ["Output"]);

    public static Catcher Read(StateDefinitionReader reader)
    {
        s_fields.Check(reader.Fields, reader.Language);
        var next = reader.Fields.String("Next", required: true) ?? "";
        if (next.Length > 0)
            reader.Target(next, "Next");
        return new(
            Definitions.ErrorEquals.Read(reader.Fields),
            next,
            reader.Language == QueryLanguage.JsonPath ? StateDefinitionReader.ResultPathOf(reader.Fields, reader) : DataPath.Root,
            reader.Language == QueryLanguage.Jsonata ? reader.Template("Output") : null,
            reader.Variables());
    }
}
