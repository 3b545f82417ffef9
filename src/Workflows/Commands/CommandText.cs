using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Commands;

/// <summary>What texts in commands and decisions must be like, wherever they come from.</summary>
internal static class CommandText
{
    public static Refusal? Check(string name, string text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > maxLength)
            return new(
                RefusalCode.CommandFieldInvalid,
                $"'{name}' has {text.Length} characters; it takes 1 to {maxLength}, not only blanks."
            );
        return text.Any(char.IsControl)
            ? new(RefusalCode.CommandFieldInvalid, $"'{name}' holds a control character, such as a line break. Leave it out.")
            : null;
    }

    /// <summary>A kill is not refused for saying too much: the audit has what fits, and that there was more.</summary>
    public static string CutReason(string reason)
    {
        if (reason.Length <= Command.MaxReasonLength || string.IsNullOrWhiteSpace(reason))
            return reason;
        var end = Command.MaxReasonLength - 1;
        return (char.IsHighSurrogate(reason[end - 1]) ? reason[..(end - 1)] : reason[..end]) + "…";
    }

    public static Refusal? CheckReason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return new(RefusalCode.ReasonMissing, "A reason is mandatory: say why, for whoever reads this later.");
        return reason.Length > Command.MaxReasonLength
            ? new(RefusalCode.CommandFieldInvalid, $"'reason' has {reason.Length} characters; it takes at most {Command.MaxReasonLength}.")
            : null;
    }
}
