using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Commands;

/// <summary>
/// What can be read as a command, for the intake and for whoever reads the topic beside it: were they of two minds, one could count
/// on a kill that never was.
/// </summary>
public static class CommandReader
{
    /// <summary>The longest command, in bytes. More of a record need not be kept: it is refused for its length.</summary>
    public const int MaxBytes = CommandParser.MaxBytes;

    /// <param name="value">A record's value.</param>
    /// <returns>Null where the intake refuses it.</returns>
    public static Command? Read(ReadOnlyMemory<byte> value) => CommandParser.Parse(value).Command;
}
