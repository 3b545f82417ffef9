using System.Security.Cryptography;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Signing;

/// <summary>
/// The operator API's proof that a command comes from the person it names: HMAC-SHA256 over the command's bytes, hex. Whoever
/// can write to the topic but lacks the key can still kill, and can still ask; only not in somebody's name. Safe for
/// concurrent use.
/// </summary>
public sealed class CommandAttestation
{
    private const string Signs = "attestations";
    private const string OrElse = "a person's name could be forged";

    private readonly SigningKey _key;

    /// <param name="key">At least 32 bytes, known to the operator API and the intake alone.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public CommandAttestation(byte[] key) => _key = new SigningKey(key, Signs, OrElse);

    /// <param name="key">Gets the key when it is first needed: whoever neither signs nor checks needs no access to it. Called until
    /// it succeeds once.</param>
    public CommandAttestation(Func<byte[]> key) => _key = new SigningKey(key, Signs, OrElse);

    /// <summary>The header's value for a command whose record will carry exactly these bytes: <see cref="ContractsJson"/>'s.</summary>
    public string Sign(ReadOnlySpan<byte> command) => Convert.ToHexStringLower(_key.Sign(command));

    /// <summary>Whether the header proves these bytes; false without a header.</summary>
    public bool Proves(string? header, ReadOnlySpan<byte> command)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return header is { Length: HMACSHA256.HashSizeInBytes * 2 }
            && Convert.FromHexString(header, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(given, _key.Sign(command));
    }
}
