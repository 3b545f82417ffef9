using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>InputPath or OutputPath: a path, or null for an empty object.</summary>
internal sealed record DataPath(JsonPath? Path)
{
    public static JsonPath Root { get; } = PathReader.Read("$");

    public static DataPath Whole { get; } = new(Root);
}
