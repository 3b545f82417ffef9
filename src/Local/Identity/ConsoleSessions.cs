using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Identity;

/// <summary>
/// Signs people of the data folder in to the console by one click. Whoever may is whoever has the address that the stack prints: a key
/// stands in it, behind the <c>#</c>, where no server and no log sees it. The key is the data folder's, as readable as what makes tokens.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class ConsoleSessions(string dataFolder, LocalTokens tokens)
{
    /// <summary>Holds the token. Scripts cannot read it, and browsers send it to no page of another site.</summary>
    public const string Cookie = "killswitch-session";

    /// <summary>What a page sends with every act, to show that it could read its session: a cookie alone proves nothing.</summary>
    public const string ProofHeader = "X-KillSwitch-Proof";

    private readonly LocalUsers _users = new(dataFolder);

    /// <summary>The console's address with the key that lets a browser in: a secret, to be shown to whoever asked, and in no log.</summary>
    /// <param name="dataFolder">Of the stack.</param>
    /// <param name="api">Where its operator API is.</param>
    public static Uri AddressAt(string dataFolder, string api) =>
        new(new Uri(api), $"/console/#key={Base64Url.EncodeToString(Secret(dataFolder))}");

    /// <summary>Whom one can sign in as; refused where the key is not this folder's.</summary>
    /// <exception cref="UsersFileException">The users file cannot be used.</exception>
    public Outcome<IReadOnlyList<LocalUser>> People(string? key) =>
        IsKey(key) ? Outcome<IReadOnlyList<LocalUser>>.Of(_users.List()) : WrongKey();

    /// <summary>A token for the session; refused where the key is not this folder's, or nobody has the name.</summary>
    /// <exception cref="UsersFileException">The users file cannot be used.</exception>
    public Outcome<LocalToken> SignIn(string? key, string? name) => IsKey(key) ? tokens.Issue(name ?? "") : WrongKey();

    /// <summary>What the pages of somebody's session prove themselves by.</summary>
    public string ProofOf(string name) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Secret(dataFolder), Encoding.UTF8.GetBytes($"proof\n{name}")));

    /// <summary>The token of a session's cookie, if whoever sends it may: to look, or with the proof.</summary>
    public string? TokenOf(string? cookie, bool acts, string? proof)
    {
        if (cookie is null || !acts)
            return cookie;
        return tokens.Format.Unprotect(cookie)?.Principal.Identity?.Name is { } name && Same(proof, ProofOf(name)) ? cookie : null;
    }

    private bool IsKey(string? key) => Same(key, Base64Url.EncodeToString(Secret(dataFolder)));

    private static bool Same(string? sent, string expected) =>
        sent is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(expected));

    private static byte[] Secret(string dataFolder) => KeyFile.LoadOrCreate(dataFolder, "console");

    private static Refusal WrongKey() =>
        new(
            RefusalCode.NotAuthenticated,
            "This address is not the one that the stack prints, or is another data folder's. ./run console prints it again."
        );
}
