using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Commands;

/// <summary>
/// Reads a command's fields one by one and keeps the first thing that is wrong. What is wrong is still returned where it can be
/// read, for the audit.
/// </summary>
internal sealed class CommandFields(JsonElement json)
{
    /// <summary>Null as long as all that was read is right.</summary>
    public Refusal? Refusal { get; private set; }

    public string Text(string name, int maxLength)
    {
        if (!json.TryGetProperty(name, out var field))
            return Refuse(RefusalCode.CommandFieldMissing, $"'{name}' is missing. docs/contracts.md shows a command with all it needs.");
        if (field.ValueKind != JsonValueKind.String)
            return Refuse(RefusalCode.CommandFieldInvalid, $"'{name}' must be a text of 1 to {maxLength} characters.");
        var text = field.GetString()!;
        Refusal ??= CommandText.Check(name, text, maxLength);
        return text;
    }

    public string? OptionalText(string name, int maxLength) =>
        json.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? Text(name, maxLength) : null;

    /// <param name="name">The field.</param>
    /// <param name="isCut">Whether one that is too long is cut instead of refused.</param>
    public string Reason(string name, bool isCut)
    {
        var reason = json.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString()! : "";
        if (isCut)
            reason = CommandText.CutReason(reason);
        Refusal ??= CommandText.CheckReason(reason);
        return reason;
    }

    public long UnixMs(string name)
    {
        if (
            json.TryGetProperty(name, out var field)
            && field.ValueKind == JsonValueKind.Number
            && field.TryGetInt64(out var number)
            && number > 0
        )
            return number;
        Refuse(field.ValueKind == JsonValueKind.Undefined ? RefusalCode.CommandFieldMissing : RefusalCode.CommandFieldInvalid,
            $"'{name}' must be a whole number above 0: Unix milliseconds.");
        return 0;
    }

    /// <returns>Null where it is none.</returns>
    public Scope? Scope(string name)
    {
        var text = Text(name, maxLength: 256);
        if (Scopes.Scope.TryParse(text, out var scope, out var why))
            return scope;
        Refuse(RefusalCode.ScopeInvalid, why);
        return null;
    }

    public CommandAction Action(string name)
    {
        switch (Text(name, maxLength: 16))
        {
            case "KILL":
                return CommandAction.Kill;
            case "UNKILL":
                return CommandAction.Unkill;
            default:
                Refuse(RefusalCode.CommandFieldInvalid, $"'{name}' must be KILL or UNKILL, in capitals.");
                return default;
        }
    }

    private string Refuse(RefusalCode code, string message)
    {
        Refusal ??= new Refusal(code, message);
        return "";
    }
}
