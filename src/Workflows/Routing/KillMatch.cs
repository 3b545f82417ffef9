using System.Buffers;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>A scope whose orders are held back, and why. Immutable.</summary>
/// <remarks>Its texts are kept as the audits of dropped orders say them, one behind the other: there may be a million of these.</remarks>
public sealed class KillMatch
{
    private readonly byte[] _texts;
    private readonly int _corrIdAt, _cmdIdAt, _incidentIdAt;

    private KillMatch(Scope scope, long version, string reason, string corrId, string cmdId, string incidentId)
    {
        Scope = scope;
        Version = version;
        var room = ArrayPool<byte>.Shared.Rent(JsonText.MaxLength(reason) + JsonText.MaxLength(corrId) + JsonText.MaxLength(cmdId) + JsonText.MaxLength(incidentId));
        _corrIdAt = JsonText.Write(reason, room);
        _cmdIdAt = _corrIdAt + JsonText.Write(corrId, room.AsSpan(_corrIdAt));
        _incidentIdAt = _cmdIdAt + JsonText.Write(cmdId, room.AsSpan(_cmdIdAt));
        _texts = room[..(_incidentIdAt + JsonText.Write(incidentId, room.AsSpan(_incidentIdAt)))];
        ArrayPool<byte>.Shared.Return(room);
    }

    private KillMatch(Scope scope, in StateInPlace state)
    {
        Scope = scope;
        Version = state.Version;
        _corrIdAt = state.Reason.Length;
        _cmdIdAt = _corrIdAt + state.CorrId.Length;
        _incidentIdAt = _cmdIdAt + state.LastCmdId.Length;
        _texts = [.. state.Reason, .. state.CorrId, .. state.LastCmdId, .. state.IncidentId];
    }

    public Scope Scope { get; }

    /// <summary>Version of the state; 0 where it cannot be read, and then there is only a reason.</summary>
    public long Version { get; }

    internal bool IsKnown => Version > 0;

    /// <summary>The kill's reason, or that the scope's state cannot be read.</summary>
    internal ReadOnlySpan<byte> ReasonInJson => _texts.AsSpan(0, _corrIdAt);

    internal ReadOnlySpan<byte> CorrIdInJson => _texts.AsSpan(_corrIdAt, _cmdIdAt - _corrIdAt);

    internal ReadOnlySpan<byte> CmdIdInJson => _texts.AsSpan(_cmdIdAt, _incidentIdAt - _cmdIdAt);

    internal ReadOnlySpan<byte> IncidentIdInJson => _texts.AsSpan(_incidentIdAt);

    internal static KillMatch Of(Scope scope, KillState state) =>
        new(scope, state.Version, state.Reason, state.CorrId, state.LastCmdId, state.IncidentId);

    /// <remarks>Its texts stand for themselves in JSON.</remarks>
    internal static KillMatch Of(Scope scope, in StateInPlace state) => new(scope, state);

    internal static KillMatch Unknown(Scope scope, string reason) => new(scope, 0, reason, "", "", "");
}
