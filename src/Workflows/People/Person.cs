using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.People;

/// <summary>
/// One human being, by the name that a verified token or the directory of approvers gives. Whether two are the same is asked here and
/// nowhere else: <c>Alice</c> and <c>alice</c> are one, so that nobody is two people. The name is shown as it was written.
/// </summary>
[JsonConverter(typeof(PersonJsonConverter))]
public sealed record Person
{
    /// <summary>What stands before a person's name in commands, audits and states, where services have names as well.</summary>
    public const string Prefix = "user:";

    /// <param name="name">Blanks around it do not count.</param>
    /// <exception cref="ArgumentException">There is nothing else in it.</exception>
    public Person(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name.Trim();
    }

    /// <summary>As it was written, without blanks around it.</summary>
    public string Name { get; }

    /// <summary><c>user:alice</c>.</summary>
    public string Id => Prefix + Name;

    /// <summary>The same text for the same person, however they are written: for hashes and lookups, not for people.</summary>
    public string Key => Name.ToUpperInvariant();

    /// <returns>Null where the name names nobody.</returns>
    public static Person? Find(string? name) => string.IsNullOrWhiteSpace(name) ? null : new(name);

    /// <summary>Reads <c>user:alice</c>; the prefix in any case.</summary>
    /// <returns>Null for a service, and for whatever else is no person's id.</returns>
    public static Person? FromId(string actor) => IsId(actor) ? Find(actor[Prefix.Length..]) : null;

    /// <summary>Whether it claims to be a person's id.</summary>
    public static bool IsId(string actor) => actor.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    public bool Equals([NotNullWhen(true)] Person? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}
