using System.Text;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>What follows the colon of a scope as orders have it: UTF-8, of which each byte is a character.</summary>
internal static class ScopeBytes
{
    /// <param name="scope">The scope.</param>
    /// <param name="room">At least <see cref="Scope.MaxValueLength"/> bytes.</param>
    public static ReadOnlySpan<byte> Of(Scope scope, Span<byte> room) => room[..Encoding.UTF8.GetBytes(scope.Value, room)];
}
