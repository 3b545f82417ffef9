using System.Security.Cryptography;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents;

/// <summary>
/// The operator API's proof that a command comes from the person it names: HMAC-SHA256 over the command's bytes, hex. Whoever
/// can write to the topic but lacks the key can still kill, and can still ask; only not in somebody's name. Safe for
/// concurrent use.
/// </summary>
public sealed class CommandAttestation
{
    private const int MinKeyLength = 32;

    private readonly Lazy<byte[]> _key;

    /// <param name="key">At least 32 bytes, known to the operator API and the intake alone.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public CommandAttestation(byte[] key)
    {
        var kept = Checked(key);
        _key = new Lazy<byte[]>(kept);
    }

    /// <param name="key">Gets the key when it is first needed: whoever neither signs nor checks needs no access to it. Called until it succeeds once.</param>
    public CommandAttestation(Func<byte[]> key) => _key = new Lazy<byte[]>(() => Checked(key()), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The header's value for a command whose record will carry exactly these bytes: <see cref="ContractsJson"/>'s.</summary>
    public string Sign(ReadOnlySpan<byte> command) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, command));

    /// <summary>Whether the header proves these bytes; false without a header.</summary>
    public bool Proves(string? header, ReadOnlySpan<byte> command)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return header is { Length: HMACSHA256.HashSizeInBytes * 2 }
            && Convert.FromHexString(header, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(_key.Value, command));
    }

    private static byte[] Checked(byte[] key) => key.Length >= MinKeyLength
        ? [.. key]
        : throw new ArgumentException($"The key for attestations has {key.Length} bytes; it takes at least {MinKeyLength}, or else a person's name could be forged.", nameof(key));
}
