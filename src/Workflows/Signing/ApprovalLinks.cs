using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Signing;

/// <summary>
/// Makes and reads the ids in callback links: what they name, in base64url, a dot, and its HMAC-SHA256 in base64url. The same
/// request always gets the same id. Safe for concurrent use.
/// </summary>
public sealed class ApprovalLinks
{
    private const int MaxIdLength = 512;
    private const string Signs = "callback links";
    private const string OrElse = "links could be forged";

    private readonly SigningKey _key;

    /// <param name="key">At least 32 bytes, known to nobody but this system. Links made with another key are refused as tampered.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public ApprovalLinks(byte[] key) => _key = new SigningKey(key, Signs, OrElse);

    /// <param name="key">Gets the key when the first link is made or read: whoever does neither needs no access to it. Called until
    /// it succeeds once.</param>
    public ApprovalLinks(Func<byte[]> key) => _key = new SigningKey(key, Signs, OrElse);

    /// <summary>The id of a link, safe in a URL's path; about 100 characters.</summary>
    public string Write(ApprovalLink link)
    {
        var payload = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{link.Id}.{link.Request}.{link.ExpiresTs}")
        );
        return Base64Url.EncodeToString(payload) + "." + Base64Url.EncodeToString(Mac(payload));
    }

    /// <summary>What a genuine id names, also when it has expired: whoever comes late is told what happened.</summary>
    /// <returns>Otherwise <see cref="RefusalCode.LinkTampered"/>.</returns>
    public Outcome<ApprovalLink> Read(string? id)
    {
        if (id is null || id.Length > MaxIdLength || id.Split('.') is not [var first, var second])
            return Tampered();
        byte[] payload, mac;
        try
        {
            payload = Base64Url.DecodeFromChars(first);
            mac = Base64Url.DecodeFromChars(second);
        }
        catch (FormatException)
        {
            return Tampered();
        }
        // Comparing the text again refuses second spellings of the same bytes.
        if (
            !CryptographicOperations.FixedTimeEquals(mac, Mac(payload))
            || Base64Url.EncodeToString(mac) != second
            || Base64Url.EncodeToString(payload) != first
        )
            return Tampered();
        var parts = Encoding.UTF8.GetString(payload).Split('.');
        return new ApprovalLink(
            parts[0],
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture)
        );
    }

    private static Refusal Tampered() =>
        new(
            RefusalCode.LinkTampered,
            "This link was not made by this system, or was changed on its way: nothing was shown and nothing has changed. Use the link exactly as it was sent, or look the incident up under /incidents."
        );

    private byte[] Mac(byte[] payload) => _key.Sign((byte[])[.. "killswitch-approval\n"u8, .. payload]);
}
