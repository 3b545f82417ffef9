using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Auditing;

/// <summary>An audit record with what it can be found by.</summary>
public sealed record AuditEntry
{
    public required AuditPlace Place { get; init; }

    /// <summary>When the topic took it, Unix ms.</summary>
    public required long RecordedInMs { get; init; }

    /// <summary>The record's JSON, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Record { get; init; }

    /// <summary>Of a decision; of one about what is no order, where its bytes show one.</summary>
    public string? OrderId { get; init; }

    /// <summary>Of a decision about an order.</summary>
    public string? AccountId { get; init; }

    /// <summary>
    /// Of a step, its incident, or its change of a limit; of a decision, the incidents of all that held the order back. Empty where there
    /// is none.
    /// </summary>
    public IReadOnlyList<string> IncidentIds { get; init; } = [];

    /// <summary>What a step was about, or what held an order back.</summary>
    public IReadOnlyList<Scope> Scopes { get; init; } = [];

    /// <summary>Of a decision; null for a step or an act.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Of a step or an act; null for a decision.</summary>
    public string? Step { get; init; }

    /// <summary>Of a step or an act.</summary>
    public string? Actor { get; init; }

    public string? CorrId { get; init; }

    /// <summary>US dollars, of an order that was held back.</summary>
    public decimal? Notional { get; init; }
}
