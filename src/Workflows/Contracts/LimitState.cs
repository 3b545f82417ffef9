using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Contracts;

/// <summary>
/// One limit of one owner as it was changed last (<c>limits.v1</c>, compacted, keyed by <see cref="KeyOf"/>). A limit without a record is
/// what the limits file says of it.
/// </summary>
public sealed record LimitState
{
    /// <summary>Whose limit: a scope, or <c>GROUP:name</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>Which limit, as limits files name it: <c>max_qty</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What is allowed from now on, in the rule's unit; 1 of <c>restricted</c>. Null: the rule limits nothing.</summary>
    public decimal? Value { get; init; }

    /// <summary>Whether the limits file counts again, whatever it says by now; there is no value then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Withdrawn { get; init; }

    /// <summary>
    /// Rises with every record of the key: the greater of the previous one plus 1 and Unix ms. Readers ignore what is not newer.
    /// </summary>
    public required long Version { get; init; }

    /// <summary>The change that published this.</summary>
    public required string ChangeId { get; init; }

    /// <summary>Who asked for it: <c>user:alice</c>.</summary>
    public required string AskedBy { get; init; }

    /// <summary>Who approved it; null where it needed nobody, as what is tighter does.</summary>
    public IReadOnlyList<string>? ApprovedBy { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>What was allowed before; null where nothing was limited.</summary>
    public decimal? Before { get; init; }

    /// <summary>When it ends by itself, Unix ms; null where it does not.</summary>
    public long? Until { get; init; }

    /// <summary>The record's key. A rule's name has no colon, so what stands behind the first one is the owner.</summary>
    public static string KeyOf(string rule, string owner) => $"{rule}:{owner}";
}
