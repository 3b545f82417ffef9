using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Routing;

/// <summary>All there is to know of a route: what it is reached by, who may, what it takes, what it answers.</summary>
public sealed record Route
{
    /// <summary>One of <see cref="Verbs"/>.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary><c>/incidents/{id}</c>. Words are compared without regard to case.</summary>
    public required string Pattern { get; init; }

    public required RouteRule Rule { get; init; }

    /// <summary>Half a line, for the document.</summary>
    public required string Summary { get; init; }

    /// <summary>The fields of its body. Where there are any, it takes an <c>Idempotency-Key</c>, too.</summary>
    public IReadOnlyList<BodyField> Body { get; init; } = [];

    /// <summary>Bytes of a body that are taken, by whatever server.</summary>
    public int MaxBodyBytes { get; init; } = FlatBody.MaxBytes;

    /// <summary>Whether it takes a request all the same whose key is of no use. The domain does; this is for the document.</summary>
    public bool IgnoresBadKeys { get; init; }

    /// <summary>Its query parameters; others are refused.</summary>
    public IReadOnlyList<QueryField> Query { get; init; } = [];

    /// <summary>Whether any query is let be: mail programs append to the links that people open.</summary>
    public bool IgnoresQuery { get; init; }

    /// <summary>The HTTP status when all is well.</summary>
    public int Status { get; init; } = 200;

    /// <summary>What it answers with when all is well, the usual first.</summary>
    public required IReadOnlyList<AnswerForm> Answers { get; init; }

    /// <summary>What it answers with besides, under statuses of their own.</summary>
    public IReadOnlyList<OtherAnswer> OtherAnswers { get; init; } = [];

    /// <summary>What the domain refuses here, beyond what follows from rule, body and query.</summary>
    public IReadOnlyList<RefusalCode> Refusals { get; init; } = [];

    /// <summary>Whether problems and the document name it. What only belongs to a page is not named.</summary>
    public bool IsListed { get; init; } = true;

    public required RouteHandler Handler { get; init; }

    /// <summary>Whether whoever calls it has to be known.</summary>
    public bool NeedsCaller => Rule.Access != RouteAccess.Open;

    /// <summary>The names in braces, in their order.</summary>
    internal IEnumerable<string> Names => Words.Select(NameOf).OfType<string>();

    private string[] Words => Pattern.Split('/')[1..];

    /// <param name="segments">What stands between a path's slashes, decoded.</param>
    /// <returns>What stands for the names in braces; null where the path is another's.</returns>
    internal IReadOnlyDictionary<string, string>? ValuesIn(IReadOnlyList<string> segments)
    {
        var words = Words;
        if (words.Length != segments.Count)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i++)
        {
            if (NameOf(words[i]) is { } name && segments[i].Length > 0)
                values.Add(name, segments[i]);
            else if (!string.Equals(words[i], segments[i], StringComparison.OrdinalIgnoreCase))
                return null;
        }
        return values;
    }

    private static string? NameOf(string word) => word is ['{', .. var name, '}'] ? name : null;
}
