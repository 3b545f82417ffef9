using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KillSwitch.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace KillSwitch.Local.Identity;

/// <summary>
/// Tokens that were ended before their time, one by one or all that a person had. Each is a file of its own in <c>DIR/revoked</c>, looked
/// for with every token: what one process ends, no other takes from then on.
/// </summary>
/// <remarks>Safe for concurrent use, also by several processes on one folder.</remarks>
internal sealed class Revocations(string dataFolder)
{
    private const string IssuedAt = ".issued_ms";

    private readonly string _folder = Path.Combine(dataFolder, "revoked");

    /// <summary>Notes in a ticket when it was issued; its own time has seconds only, and the next token may come within one.</summary>
    public static void Note(AuthenticationProperties properties, DateTimeOffset issued) =>
        properties.Items[IssuedAt] = Text(issued);

    /// <summary>Ends what this person has been issued so far.</summary>
    /// <param name="name">As in the users file; he may be gone from it.</param>
    /// <param name="now">Tokens issued later are good.</param>
    public void RevokePerson(string name, DateTimeOffset now) => Write(PersonFile(name), Text(now));

    /// <summary>Ends one token.</summary>
    /// <param name="token">As it was printed.</param>
    /// <param name="now">For whoever looks at the folder.</param>
    public void RevokeToken(string token, DateTimeOffset now) => Write(TokenFile(token), Text(now));

    /// <summary>Whether a token has been ended. What cannot be read has been.</summary>
    public bool Has(string token, AuthenticationTicket ticket)
    {
        if (File.Exists(TokenFile(token)))
            return true;
        if (ticket.Principal.Identity?.Name is not { } name || !File.Exists(PersonFile(name)))
            return false;
        return Milliseconds(Read(PersonFile(name))) is not { } ended
            || Milliseconds(ticket.Properties.Items.TryGetValue(IssuedAt, out var issued) ? issued : null) is not { } at
            || at <= ended;
    }

    private string PersonFile(string name) => Path.Combine(_folder, $"person.{Hash(name)}");

    private string TokenFile(string token) => Path.Combine(_folder, $"token.{Hash(token)}");

    private void Write(string path, string text)
    {
        PrivateFolder.Ensure(_folder);
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        PrivateFolder.Write(draft, Encoding.ASCII.GetBytes(text));
        File.Move(draft, path, overwrite: true);
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A file's name may hold anything then, and tells no token to whoever sees the folder.</summary>
    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Text(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static long? Milliseconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms : null;
}
