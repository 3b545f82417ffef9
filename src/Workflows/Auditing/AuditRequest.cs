using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Auditing;

/// <summary>What somebody wants to see of the audit, as he wrote it.</summary>
public sealed record AuditRequest
{
    public string? OrderId { get; init; }

    public string? AccountId { get; init; }

    public string? IncidentId { get; init; }

    public string? Scope { get; init; }

    public string? Actor { get; init; }

    public string? Decision { get; init; }

    public string? Step { get; init; }

    /// <summary>Unix ms, or a time as ISO 8601 writes it, of UTC where it says nothing else.</summary>
    public string? From { get; init; }

    /// <summary>As <see cref="From"/>.</summary>
    public string? To { get; init; }

    public string? Cursor { get; init; }

    public int Limit { get; init; } = AuditQuestion.DefaultLimit;

    /// <summary>The question, or what is wrong with it.</summary>
    public Outcome<AuditQuestion> Read()
    {
        Scope? scope = null;
        if (Scope is not null)
        {
            if (!Scopes.Scope.TryParse(Scope, out var given, out var why))
                return new Refusal(RefusalCode.ScopeInvalid, why);
            scope = given;
        }
        if (!TryDecision(out var decision))
            return Invalid($"decision is '{Shown(Decision!)}'; give ALLOW, DROP or REJECT, in capitals.");
        if (!TryTime(From, out var from))
            return Invalid(NoTime("from", From!));
        if (!TryTime(To, out var to))
            return Invalid(NoTime("to", To!));
        if (from > to)
            return Invalid("from is later than to: nothing lies between them. Exchange them.");
        if (decision is not null && (Step is not null || Actor is not null))
            return Invalid("decision is of routers' records, step and actor are of incidents': no record has both. Leave one of them out.");
        var question = new AuditQuestion
        {
            OrderId = OrderId,
            AccountId = AccountId,
            IncidentId = IncidentId,
            Scope = scope,
            Actor = Actor,
            Decision = decision,
            Step = Step,
            FromInMs = from,
            ToInMs = to,
            Limit = Limit,
        };
        return Cursor is null ? question : AuditCursor.Next(question, Cursor);
    }

    private bool TryDecision(out Decision? decision)
    {
        decision = Decision switch
        {
            "ALLOW" => Contracts.Decision.Allow,
            "DROP" => Contracts.Decision.Drop,
            "REJECT" => Contracts.Decision.Reject,
            _ => null,
        };
        return Decision is null == decision is null;
    }

    private static bool TryTime(string? text, out long? ms)
    {
        ms = text is null ? null : WrittenTime.Read(text);
        if (text is null)
            return true;
        return ms is >= 0 and <= AuditPlace.MaxTsInMs;
    }

    private static string NoTime(string name, string text) =>
        $"{name} is '{Shown(text)}'; give a time in milliseconds since 1970, or one such as 2026-11-30T15:04:05Z (a + before a zone is %2B in an address).";

    private static Refusal Invalid(string message) => new(RefusalCode.FieldInvalid, message);

    /// <summary>Input as it may be echoed: short and without control characters.</summary>
    private static string Shown(string text) =>
        string.Concat((text.Length > 40 ? text[..40] + "…" : text).Select(c => char.IsControl(c) ? '?' : c));
}
