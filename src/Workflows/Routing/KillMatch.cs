using System.Buffers;
using System.Buffers.Binary;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// A scope whose orders are held back, and why: all of them while it is killed; once it is restored, those sent up to then. Immutable.
/// </summary>
/// <remarks>
/// All of it but the kind of scope is bytes, one behind the other: the version, the time, five lengths, what follows the scope's colon, and
/// the texts as the audits of dropped orders say them. So a <see cref="KillShard"/> keeps a million of them without an object for each.
/// </remarks>
public sealed class KillMatch
{
    /// <summary>Later than any order: a kill that stands.</summary>
    private const long All = long.MaxValue;

    private const int Texts = 5;
    private const int LengthsAt = sizeof(long) + sizeof(long);
    private const int HeaderBytes = LengthsAt + Texts * sizeof(int);

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

    /// <summary>
    /// The last millisecond (Unix ms, by the clock of the broker that took the order) in which an order was sent that is held back.
    /// <see cref="long.MaxValue"/> while the scope is killed; once it is restored, the time of the ACTIVE's record.
    /// </summary>
    public long HeldUpToInMs => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(_start + sizeof(long)));

    internal ScopeKind Kind => _kind;

    /// <summary>False once the scope is restored.</summary>
    internal bool IsKill => HeldUpToInMs == All;

    internal bool IsKnown => Version > 0;

    /// <summary>What follows the scope's colon.</summary>
    internal ReadOnlySpan<byte> Value => Text(0);

    /// <summary>The kill's reason, or that the scope's state cannot be read; empty once it is restored.</summary>
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
        Of(scope, state.Version, All, state.Reason, state.CorrId, state.LastCmdId, state.IncidentId);

    internal static KillMatch Of(Scope scope, in StateInPlace state) => Of(scope, state, All, state.Reason);

    /// <param name="scope">The scope.</param>
    /// <param name="state">The ACTIVE.</param>
    /// <param name="atInMs">Of its record, Unix ms.</param>
    internal static KillMatch Restored(Scope scope, KillState state, long atInMs) =>
        Of(scope, state.Version, UpTo(atInMs), "", state.CorrId, state.LastCmdId, state.IncidentId);

    /// <inheritdoc cref="Restored(Scope, KillState, long)"/>
    internal static KillMatch Restored(Scope scope, in StateInPlace state, long atInMs) => Of(scope, state, UpTo(atInMs), []);

    internal static KillMatch Unknown(Scope scope, string reason) => Of(scope, 0, All, reason, "", "", "");

    /// <summary>Nobody knows any more whom it stopped, so it counts as a restore of GLOBAL.</summary>
    internal static KillMatch Withdrawn(long atInMs) => Of(Scope.Global, 0, UpTo(atInMs), "", "", "", "");

    /// <summary>No time a broker gives is that late; were one, it would still not be a kill.</summary>
    private static long UpTo(long atInMs) => Math.Min(atInMs, All - 1);

    /// <remarks>Its texts stand for themselves in JSON.</remarks>
    private static KillMatch Of(Scope scope, in StateInPlace state, long heldUpToInMs, ReadOnlySpan<byte> reason)
    {
        var value = ScopeBytes.Of(scope, stackalloc byte[Scope.MaxValueLength]);
        var bytes = new byte[
            HeaderBytes + value.Length + reason.Length + state.CorrId.Length + state.LastCmdId.Length + state.IncidentId.Length
        ];
        WriteNumbers(bytes, state.Version, heldUpToInMs);
        var end = Append(bytes, 0, HeaderBytes, value);
        end = Append(bytes, 1, end, reason);
        end = Append(bytes, 2, end, state.CorrId);
        end = Append(bytes, 3, end, state.LastCmdId);
        Append(bytes, 4, end, state.IncidentId);
        return new KillMatch(scope.Kind, bytes, 0);
    }

    private static KillMatch Of(Scope scope, long version, long heldUpToInMs, params ReadOnlySpan<string> texts)
    {
        var most = HeaderBytes + Scope.MaxValueLength;
        foreach (var text in texts)
            most += JsonText.MaxLength(text);
        var room = ArrayPool<byte>.Shared.Rent(most);
        WriteNumbers(room, version, heldUpToInMs);
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

    private static void WriteNumbers(byte[] bytes, long version, long heldUpToInMs)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)), heldUpToInMs);
    }

    private static int Append(byte[] bytes, int text, int end, ReadOnlySpan<byte> what)
    {
        BinaryPrimitives.WriteInt32LittleEndian(LengthOf(bytes, 0, text), what.Length);
        what.CopyTo(bytes.AsSpan(end));
        return end + what.Length;
    }

    private static Span<byte> LengthOf(byte[] bytes, int start, int text) =>
        bytes.AsSpan(start + LengthsAt + text * sizeof(int), sizeof(int));

    private int Length(int text) => BinaryPrimitives.ReadInt32LittleEndian(LengthOf(_bytes, _start, text));

    private ReadOnlySpan<byte> Text(int text)
    {
        var at = _start + HeaderBytes;
        for (var before = 0; before < text; before++)
            at += Length(before);
        return _bytes.AsSpan(at, Length(text));
    }
}
