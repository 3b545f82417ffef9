using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Auditing;

/// <summary>What to look for in the audit; all that is given must match.</summary>
public sealed record AuditQuestion
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    public string? OrderId { get; init; }

    public string? AccountId { get; init; }

    /// <summary>Its steps, and the orders that it held back, alone or with others.</summary>
    public string? IncidentId { get; init; }

    public Scope? Scope { get; init; }

    /// <summary><c>user:bob</c>, or <c>bob</c>; <c>detector</c>; without regard to case, as people's names are compared.</summary>
    public string? Actor { get; init; }

    public Decision? Decision { get; init; }

    public string? Step { get; init; }

    /// <summary>From this millisecond on (Unix ms), by the records' own times.</summary>
    public long? FromInMs { get; init; }

    /// <summary>Up to this millisecond and all of it.</summary>
    public long? ToInMs { get; init; }

    /// <summary>Most records of an answer.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Only what is older than this: where the page before ended.</summary>
    public AuditPlace? Before { get; init; }

    /// <summary>Whether a step or an act can be an answer.</summary>
    public bool AllowsSteps => OrderId is null && AccountId is null && Decision is null;

    /// <summary>Whether a decision can be an answer.</summary>
    public bool AllowsDecisions => Actor is null && Step is null;

    /// <summary>Whether a decision that let an order through can be an answer: it names no incident and no scope.</summary>
    public bool AllowsAllowed =>
        AllowsDecisions && Decision is null or Contracts.Decision.Allow && IncidentId is null && Scope is null;

    /// <summary>Of two questions that differ in more than the page, never the same.</summary>
    public string Fingerprint
    {
        get
        {
            string?[] asked =
            [
                OrderId, AccountId, IncidentId, Scope?.ToString(), Actor, Decision?.ToString(), Step,
                FromInMs?.ToString(CultureInfo.InvariantCulture), ToInMs?.ToString(CultureInfo.InvariantCulture),
            ];
            // With their lengths, so that no two lists of texts run together to the same.
            var text = string.Concat(asked.Select(a => a is null ? "-;" : string.Create(CultureInfo.InvariantCulture, $"{a.Length}:{a}")));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }

    public bool Matches(AuditEntry entry) =>
        (OrderId is null || OrderId == entry.OrderId)
        && (AccountId is null || AccountId == entry.AccountId)
        && (IncidentId is null || entry.IncidentIds.Contains(IncidentId))
        && (Scope is not { } scope || entry.Scopes.Contains(scope))
        && (Actor is null || Is(Actor, entry.Actor))
        && (Decision is null || Decision == entry.Decision)
        && (Step is null || Step == entry.Step)
        && (FromInMs is not { } from || entry.Place.TsInMs >= from)
        && (ToInMs is not { } to || entry.Place.TsInMs <= to)
        && (Before is not { } before || entry.Place.CompareTo(before) < 0);

    private static bool Is(string asked, string? actor) =>
        asked.Equals(actor, StringComparison.OrdinalIgnoreCase)
        || actor is not null && Person.FromId(actor) is { } person && person == Person.Find(asked);
}
