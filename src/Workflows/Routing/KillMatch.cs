using System.Buffers;
using System.Buffers.Binary;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>A scope whose orders are held back, and why. Immutable.</summary>
/// <remarks>
/// All of it but the kind of scope is bytes, one behind the other: the version, five lengths, what follows the scope's colon, and the texts
/// as the audits of dropped orders say them. So a <see cref="KillShard"/> keeps a million of them without an object for each.
/// </remarks>
public sealed class KillMatch
{
    private const int Texts = 5;
    private const int HeaderBytes = sizeof(long) + Texts * sizeof(int);

    private readonly ScopeKind _kind;
    private readonly byte[] _bytes;
    private readonly int _start;

    /// <param name="kind">The kind of scope.</param>
    /// <param name="bytes">Where it stands, which must not change there any more.</param>
    /// <param name="start">From where on.</param>
    internal KillMatch(ScopeKind kind, byte[] bytes, int start) => (_kind, _bytes, _start) = (kind, bytes, start);

    public Scope Scope => Scope.Of(_kind, Value);

    /// <summary>Version of the state; 0 where it cannot be read, and then there is only a reason.</summary>
    public long Version => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(_start));

    internal ScopeKind Kind => _kind;

    internal bool IsKnown => Version > 0;

    /// <summary>What follows the scope's colon.</summary>
    internal ReadOnlySpan<byte> Value => Text(0);

    /// <summary>The kill's reason, or that the scope's state cannot be read.</summary>
    internal ReadOnlySpan<byte> ReasonInJson => Text(1);

    internal ReadOnlySpan<byte> CorrIdInJson => Text(2);

    internal ReadOnlySpan<byte> CmdIdInJson => Text(3);

    internal ReadOnlySpan<byte> IncidentIdInJson => Text(4);

    /// <summary>The whole of it but the kind.</summary>
    internal ReadOnlySpan<byte> Bytes
    {
        get
        {
            var length = HeaderBytes;
            for (var text = 0; text < Texts; text++)
                length += Length(text);
            return _bytes.AsSpan(_start, length);
        }
    }

    internal static KillMatch Of(Scope scope, KillState state) =>
        Of(scope, state.Version, state.Reason, state.CorrId, state.LastCmdId, state.IncidentId);

    /// <remarks>Its texts stand for themselves in JSON.</remarks>
    internal static KillMatch Of(Scope scope, in StateInPlace state)
    {
        var value = ScopeBytes.Of(scope, stackalloc byte[Scope.MaxValueLength]);
        var bytes = new byte[
            HeaderBytes + value.Length + state.Reason.Length + state.CorrId.Length + state.LastCmdId.Length + state.IncidentId.Length
        ];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, state.Version);
        var end = Append(bytes, 0, HeaderBytes, value);
        end = Append(bytes, 1, end, state.Reason);
        end = Append(bytes, 2, end, state.CorrId);
        end = Append(bytes, 3, end, state.LastCmdId);
        Append(bytes, 4, end, state.IncidentId);
        return new KillMatch(scope.Kind, bytes, 0);
    }

    internal static KillMatch Unknown(Scope scope, string reason) => Of(scope, 0, reason, "", "", "");

    private static KillMatch Of(Scope scope, long version, params ReadOnlySpan<string> texts)
    {
        var most = HeaderBytes + Scope.MaxValueLength;
        foreach (var text in texts)
            most += JsonText.MaxLength(text);
        var room = ArrayPool<byte>.Shared.Rent(most);
        BinaryPrimitives.WriteInt64LittleEndian(room, version);
        var end = Append(room, 0, HeaderBytes, ScopeBytes.Of(scope, stackalloc byte[Scope.MaxValueLength]));
        for (var i = 0; i < texts.Length; i++)
        {
            var length = JsonText.Write(texts[i], room.AsSpan(end));
            BinaryPrimitives.WriteInt32LittleEndian(LengthOf(room, 0, i + 1), length);
            end += length;
        }
        var match = new KillMatch(scope.Kind, room[..end], 0);
        ArrayPool<byte>.Shared.Return(room);
        return match;
    }

    private static int Append(byte[] bytes, int text, int end, ReadOnlySpan<byte> what)
    {
        BinaryPrimitives.WriteInt32LittleEndian(LengthOf(bytes, 0, text), what.Length);
        what.CopyTo(bytes.AsSpan(end));
        return end + what.Length;
    }

    private static Span<byte> LengthOf(byte[] bytes, int start, int text) =>
        bytes.AsSpan(start + sizeof(long) + text * sizeof(int), sizeof(int));

    private int Length(int text) => BinaryPrimitives.ReadInt32LittleEndian(LengthOf(_bytes, _start, text));

    private ReadOnlySpan<byte> Text(int text)
    {
        var at = _start + HeaderBytes;
        for (var before = 0; before < text; before++)
            at += Length(before);
        return _bytes.AsSpan(at, Length(text));
    }
}
