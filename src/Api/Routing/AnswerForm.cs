using System.Text.Json.Serialization.Metadata;

namespace KillSwitch.Api.Routing;

/// <summary>What a route answers with when all is well, for the document.</summary>
/// <param name="ContentType">Of the body.</param>
/// <param name="Type">What the JSON is made from; null where it is none, or where <paramref name="Schema"/> says it.</param>
/// <param name="Schema">The JSON schema, of what is made from no type.</param>
public sealed record AnswerForm(string ContentType, JsonTypeInfo? Type = null, string? Schema = null)
{
    public static AnswerForm Page { get; } = new("text/html");

    public static AnswerForm Json(JsonTypeInfo type) => new("application/json", type);
}

/// <summary>What a route answers with under a status that says no, and is no problem document all the same.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="About">When.</param>
/// <param name="Form">The body.</param>
public sealed record OtherAnswer(int Status, string About, AnswerForm Form);
