using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Commands;

/// <summary>
/// Reads a command from whatever bytes stand in the topic. Never throws: bad input is refused, with a message for whoever sent it.
/// For the intake and for whoever reads the topic beside it: were they of two minds, one could count on a kill that never was.
/// </summary>
public static class CommandParser
{
    /// <summary>The longest command, in bytes: room for every field at its longest, escaped. A kill may be longer.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>
    /// The longest kill, in bytes: its reason is cut, whatever else it says is ignored, and neither keeps it from killing.
    /// </summary>
    public const int MaxKillBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <param name="value">A record's value.</param>
    /// <returns>Null where the intake refuses it.</returns>
    public static Command? Read(ReadOnlyMemory<byte> value) => Parse(value).Command;

    internal static ParsedCommand Parse(ReadOnlyMemory<byte> value)
    {
        if (value.Length <= MaxBytes)
            return ParseJson(value);
        return value.Length <= MaxKillBytes && ParseJson(value) is { Command.Action: CommandAction.Kill } kill
            ? kill
            : Refused(
                RefusalCode.CommandTooLarge,
                $"The command has more than {MaxBytes} bytes, and is no kill of at most {MaxKillBytes} that can be read. Shorten its reason."
            );
    }

    /// <summary>
    /// As much of a record's value as it takes to read it the same: of a long kill the command with its reason cut, of what is too long
    /// otherwise the beginning, which is refused for its length. Who reads ahead keeps many.
    /// </summary>
    /// <remarks>A long kill is not its sender's bytes any more, so that no attestation proves it. None comes with one.</remarks>
    public static ReadOnlyMemory<byte> Kept(ReadOnlyMemory<byte> value) =>
        value.Length <= MaxBytes ? value
        : Read(value) is { } kill ? JsonSerializer.SerializeToUtf8Bytes(kill, ContractsJson.Default.Command)
        : value[..(MaxBytes + 1)];

    private static ParsedCommand ParseJson(ReadOnlyMemory<byte> value)
    {
        try
        {
            using var document = JsonDocument.Parse(value, s_strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Parse(new CommandFields(document.RootElement))
                : Refused(
                    RefusalCode.CommandNotJson,
                    $"The command is a JSON {document.RootElement.ValueKind}, not an object. docs/contracts.md shows one."
                );
        }
        catch (JsonException notJson)
        {
            return Refused(
                RefusalCode.CommandNotJson,
                $"The command is not JSON that can be read: error at line {(notJson.LineNumber ?? 0) + 1}, byte {(notJson.BytePositionInLine ?? 0) + 1}, or a field is there twice. docs/contracts.md shows one."
            );
        }
        catch (InvalidOperationException)
        {
            return Refused(
                RefusalCode.CommandNotJson,
                "The command holds text that is not UTF-8, or half a character. docs/contracts.md shows a good one."
            );
        }
    }

    private static ParsedCommand Parse(CommandFields fields)
    {
        var cmdId = fields.Text("cmd_id", Command.MaxIdLength);
        var ts = fields.UnixMs("ts");
        var scope = fields.Scope("scope");
        var action = fields.Action("action");
        var reason = fields.Reason("reason", isCut: action == CommandAction.Kill);
        var triggeredBy = fields.Text("triggered_by", Command.MaxIdLength);
        var corrId = fields.Text("corr_id", Command.MaxIdLength);
        var metric = fields.OptionalText("metric", Command.MaxIdLength);
        var measured = fields.OptionalText("value", Command.MaxIdLength);
        return new ParsedCommand
        {
            Refusal = fields.Refusal,
            Command = fields.Refusal is null
                ? new Command(cmdId, ts, scope!.Value, action, reason, triggeredBy, corrId, metric, measured)
                : null,
            CmdId = Shown(cmdId),
            Scope = scope,
            TriggeredBy = Shown(triggeredBy),
            CorrId = Shown(corrId),
        };
    }

    private static ParsedCommand Refused(RefusalCode code, string message) => new() { Refusal = new(code, message) };

    /// <summary>A field for the audit of a refusal: short and printable, or absent.</summary>
    private static string? Shown(string text) =>
        text.Length == 0
            ? null
            : string.Concat(text.Take(Command.MaxIdLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
