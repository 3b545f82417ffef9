using System.Text.Json;

namespace KillSwitch.Course.Exercises;

/// <summary>A JSON file that a student writes.</summary>
internal static class JsonAnswer
{
    private static readonly JsonDocumentOptions s_withComments = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <param name="path">It.</param>
    /// <param name="remedy">What to do where it is not there.</param>
    /// <exception cref="AnswerUnreadableException">It is not there, or no JSON object: the message says where to look.</exception>
    public static JsonElement Load(string path, string remedy)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), s_withComments);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.Clone()
                : throw new AnswerUnreadableException($"{path} is no JSON object. Compare it with the exercise's start, or begin anew with --reset.");
        }
        catch (JsonException e)
        {
            throw new AnswerUnreadableException(
                $"{path} is no JSON: look at line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}. Often a comma or a quote is missing before it.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AnswerUnreadableException($"{path} cannot be read: {e.Message} {remedy}", e);
        }
    }
}
