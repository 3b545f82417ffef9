using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Commands;

/// <summary>A kill that was received and is not known to be in force.</summary>
/// <param name="Scope">What it stops.</param>
/// <param name="CmdId">The command.</param>
/// <param name="ReceivedTs">When it was received here, Unix ms.</param>
/// <param name="Trouble">What keeps it, for people; null while nothing does.</param>
public sealed record ExpectedKill(Scope Scope, string CmdId, long ReceivedTs, string? Trouble);

/// <summary>One of them, as it is watched.</summary>
internal sealed class WatchedKill(Command command, ReceivedCommand received, long receivedTs)
{
    private volatile bool _isHandled;
    private volatile bool _isCovered;
    private volatile string? _trouble;

    public Command Command => command;

    public ReceivedCommand Received => received;

    public long ReceivedTs => receivedTs;

    /// <summary>
    /// Whether the intake has done all that follows from it: what the record does not tell of then, was refused or is long over.
    /// </summary>
    public bool IsHandled
    {
        get => _isHandled;
        set => _isHandled = value;
    }

    /// <summary>
    /// Whether routers hold its scope back already, by a kill before it or without a record: what is left to do hurries nobody.
    /// </summary>
    public bool IsCovered
    {
        get => _isCovered;
        set => _isCovered = value;
    }

    public string? Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }

    /// <summary>Whether it was put into the topic without a record.</summary>
    public bool IsUnrecorded { get; set; }

    public ExpectedKill Shown => new(command.Scope, command.CmdId, receivedTs, Trouble);
}
