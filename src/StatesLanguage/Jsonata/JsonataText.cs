namespace KillSwitch.StatesLanguage.Jsonata;

/// <summary>Strings of a definition that are expressions: <c>{% ... %}</c>.</summary>
internal static class JsonataText
{
    public static bool IsExpression(string text) =>
        text.Length >= 4 && text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal);

    public static string Inner(string text) => text[2..^2].Trim();
}
