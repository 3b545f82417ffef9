using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KillSwitch.Workflows.Scopes;

/// <summary>
/// Hashes what follows the colon of a scope, straight from UTF-8. Differs from process to process, as sources choose the values.
/// </summary>
internal static class ScopeHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    public static ulong Of(ReadOnlySpan<byte> value)
    {
        var hash = Seed ^ (ulong)value.Length;
        for (; value.Length >= sizeof(ulong); value = value[sizeof(ulong)..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(value));
        ulong rest = 0;
        foreach (var b in value)
            rest = (rest << 8) | b;
        return Mix(hash ^ rest);
    }

    /// <summary>Every bit of the input moves bits all over the output: both halves of a product are taken.</summary>
    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Multiplier, out var low);
        return high ^ low;
    }
}
