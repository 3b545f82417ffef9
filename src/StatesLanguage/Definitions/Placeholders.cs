using System.Text.RegularExpressions;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>
/// Marks of a definition that is a template, <c>${Name}</c>, as DefinitionSubstitutions fill them in. Where one is left in what a task
/// calls, nothing can be called by that name.
/// </summary>
internal static partial class Placeholders
{
    /// <summary>Notes it where the text has one.</summary>
    /// <returns>Whether it has.</returns>
    public static bool Found(Fields fields, string text, string field)
    {
        if (Placeholder().Match(text) is not { Success: true } left)
            return false;
        fields.Wrong(
            $"The placeholder '{left.Value}' has not been filled in, so that nothing can be called by it. Put the name or ARN of what is to be called in its place before the definition is sent",
            field
        );
        return true;
    }

    [GeneratedRegex(@"\$\{\w+\}")]
    private static partial Regex Placeholder();
}
