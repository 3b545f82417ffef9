using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Identity;

/// <summary>
/// The one form of token a data folder knows: an authentication ticket, encrypted and authenticated with the keys in
/// <c>DIR/keys</c>. <see cref="LocalTokens"/> writes it; ASP.NET Core's bearer-token handler reads it. What becomes of the
/// keys in the folder, by whichever process, holds from the next token on.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class TokenTicketFormat(string dataFolder) : ISecureDataFormat<AuthenticationTicket>
{
    private const string ApplicationName = "KillSwitch";
    private const string Purpose = "KillSwitch.OperatorToken.v1";

    private readonly Lock _lock = new();
    private readonly PrivateKeyFiles _files = new(KeysFolder(dataFolder));
    private readonly Revocations _revocations = new(dataFolder);
    private (string Files, TicketDataFormat Format, IPersistedDataProtector Protector, IKeyManager Keys)? _open;

    public static string KeysFolder(string dataFolder) => Path.Combine(dataFolder, "keys");

    public string Protect(AuthenticationTicket data) => Current().Format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => Current().Format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) =>
        IsAsWritten(protectedText) ? Unrevoked(protectedText!, Current().Format.Unprotect(protectedText)) : null;

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) =>
        IsAsWritten(protectedText) ? Unrevoked(protectedText!, Current().Format.Unprotect(protectedText, purpose)) : null;

    /// <summary>
    /// Whether it is a token of this folder that was ended before its time, alone, with all of its person's, or with its key: for whoever
    /// sent it, who else would look for damage.
    /// </summary>
    public bool IsRevoked(string? token)
    {
        if (!IsAsWritten(token))
            return false;
        var open = Current();
        return open.Format.Unprotect(token) is { } ticket ? _revocations.Has(token!, ticket) : IsOfARevokedKey(open.Protector, token!);
    }

    /// <summary>Makes a key for the tokens to come; those of older keys are good until they expire.</summary>
    /// <param name="now">The system's time, which data protection reads by itself when it chooses a key.</param>
    /// <param name="lifetime">How long the key is used for new tokens.</param>
    public void Rotate(DateTimeOffset now, TimeSpan lifetime) => Current().Keys.CreateNewKey(now, now + lifetime);

    /// <summary>Ends every token of every key there is.</summary>
    /// <param name="now">The system's time; keys made until then are revoked.</param>
    public void RevokeAll(DateTimeOffset now) => Current().Keys.RevokeAllKeys(now, "every operator token was revoked");

    private AuthenticationTicket? Unrevoked(string token, AuthenticationTicket? ticket) =>
        ticket is null || _revocations.Has(token, ticket) ? null : ticket;

    private static bool IsOfARevokedKey(IPersistedDataProtector protector, string token)
    {
        try
        {
            protector.DangerousUnprotect(Base64Url.DecodeFromChars(token), ignoreRevocationErrors: true, out _, out var wasRevoked);
            return wasRevoked;
        }
        catch (CryptographicException)
        {
            // Of no key that is here.
            return false;
        }
    }

    /// <summary>
    /// A token has one spelling. Base64 by itself gives it more, with padding, blanks or other last bits, so that whoever
    /// compares tokens as text, to block or to find one, would miss some.
    /// </summary>
    private static bool IsAsWritten(string? text) =>
        Base64Url.IsValid(text) && Base64Url.EncodeToString(Base64Url.DecodeFromChars(text)) == text;

    /// <summary>Data protection looks for new keys once a day; a key that was revoked must not be good for that long.</summary>
    private (string Files, TicketDataFormat Format, IPersistedDataProtector Protector, IKeyManager Keys) Current()
    {
        var files = _files.Names();
        lock (_lock)
        {
            if (_open is not { } open || open.Files != files)
                _open = open = Open(files);
            return open;
        }
    }

    private (string, TicketDataFormat, IPersistedDataProtector, IKeyManager) Open(string files)
    {
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.Configure<KeyManagementOptions>(o => o.XmlRepository = _files);
        var provider = services.BuildServiceProvider();
        // What keeps its keys can tell those that were revoked.
        var protector = (IPersistedDataProtector)provider.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);
        return (
            files,
            new TicketDataFormat(protector),
            protector,
            provider.GetRequiredService<IKeyManager>()
        );
    }
}
