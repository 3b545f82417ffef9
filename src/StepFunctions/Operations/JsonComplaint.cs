using System.Text.Json;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Says of a text why it is no JSON, in the words of the parser that the service uses.</summary>
internal static class JsonComplaint
{
    public static string Of(string text, JsonException wrong)
    {
        var start = text.TrimStart();
        if (start.Length == 0)
            return "Invalid execution input.";
        if (char.IsLetter(start[0]))
        {
            var word = new string([.. start.TakeWhile(char.IsLetterOrDigit)]);
            return $"Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
        }
        var at = wrong.BytePositionInLine is { } position && position < text.Length ? text[(int)position] : (char?)null;
        return at is { } c && start[0] == '{' && c is '\''
            ? $"Unexpected character ('{c}' (code {(int)c})): was expecting double-quote to start field name"
            : "Invalid execution input.";
    }
}
