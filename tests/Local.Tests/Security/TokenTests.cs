using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Api.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace KillSwitch.Local.Tests.Security;

/// <summary>Tokens that somebody made, changed or kept.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    /// <summary>
    /// There is no algorithm to choose, no key to name and no claim to read before the whole is authenticated: every JWT is a
    /// stranger.
    /// </summary>
    public static TheoryData<string, string> Jwts()
    {
        const string Claims = """{"sub":"bob","role":["approver"],"iss":"killswitch","aud":"killswitch","exp":4102444800}""";
        return new TheoryData<string, string>
        {
            { "alg none", Jwt("""{"alg":"none"}""", Claims, "") },
            { "alg None", Jwt("""{"alg":"None"}""", Claims, "") },
            { "alg none with a signature", Jwt("""{"alg":"none"}""", Claims, "c2ln") },
            { "HS256 with an empty key", Hs256("""{"alg":"HS256"}""", Claims, []) },
            { "HS256 with a public key", Hs256("""{"alg":"HS256"}""", Claims, ECDsa.Create().ExportSubjectPublicKeyInfo()) },
            { "kid that is a path", Hs256("""{"alg":"HS256","kid":"../../keys/approval-links.key"}""", Claims, []) },
            { "kid of nobody", Hs256("""{"alg":"HS256","kid":"nobody"}""", Claims, []) },
            { "its own key in the header", Hs256("""{"alg":"HS256","jwk":{"kty":"oct","k":""}}""", Claims, []) },
            { "not valid yet", Hs256("""{"alg":"HS256"}""", """{"sub":"bob","nbf":4102444800}""", []) },
            { "other issuer", Hs256("""{"alg":"HS256"}""", """{"sub":"bob","iss":"https://evil.example"}""", []) },
            { "no claims", Hs256("""{"alg":"HS256"}""", "{}", []) },
        };
    }

    [Theory]
    [MemberData(nameof(Jwts))]
    public async Task Jwt_OfAnyKind_IsNoToken(string what, string token) => Assert.Equal((what, 401), (what, await StatusAsync(token)));

    [Fact]
    public async Task Jwt_SignedWithTheStacksOwnSecrets_IsNoToken()
    {
        foreach (var file in Directory.GetFiles(_stack.Folder.File("keys")))
        {
            var forged = Hs256("""{"alg":"HS256"}""", """{"sub":"bob","role":"approver"}""", await File.ReadAllBytesAsync(file));
            Assert.Equal(401, await StatusAsync(forged));
        }
    }

    [Fact]
    public async Task Ticket_MadeWithTheKeysForAnotherPurpose_IsNoToken()
    {
        foreach (
            var (application, purpose) in new[]
            {
                ("KillSwitch", "KillSwitch.OperatorToken.v2"),
                ("KillSwitch", "Microsoft.AspNetCore.Authentication.BearerToken"),
                ("Other", "KillSwitch.OperatorToken.v1"),
            }
        )
            Assert.Equal(401, await StatusAsync(Protector(application, purpose).Protect(Ticket(["approver"]))));
        // The same way with the right names is a token: the three above failed for their names alone.
        Assert.Equal(200, await StatusAsync(Protector("KillSwitch", "KillSwitch.OperatorToken.v1").Protect(Ticket(["approver"]))));
    }

    [Fact]
    public async Task Ticket_WithoutExpiryOrName_IsNoToken()
    {
        Assert.Equal(401, await StatusAsync(_stack.Tokens.Format.Protect(Ticket(["approver"], expires: false))));
        Assert.Equal(401, await StatusAsync(_stack.Tokens.Format.Protect(Ticket(["approver"], name: ""))));
        Assert.Equal(
            401,
            await StatusAsync(
                _stack.Tokens.Format.Protect(
                    new AuthenticationTicket(new ClaimsPrincipal(), Expiring(), BearerTokenDefaults.AuthenticationScheme)
                )
            )
        );
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("APPROVER")]
    [InlineData("approver,operator")]
    [InlineData("*")]
    [InlineData("")]
    public async Task Ticket_WithARoleThatIsNone_GivesNoRight(string role)
    {
        var token = _stack.Tokens.Format.Protect(Ticket([role]));

        Assert.Equal(403, await StatusAsync(token));
    }

    [Theory]
    [InlineData(8_000, 401)]
    [InlineData(15_000, 401)]
    [InlineData(64_000, 431)]
    public async Task Token_Huge_IsRefused(int length, int status) =>
        Assert.Equal(status, await StatusAsync(new string('A', length)));

    [Fact]
    public async Task Token_TwoOfThem_NoneIsTaken()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/state");
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {_stack.Token("dave")}", $"Bearer {_stack.Token("bob")}"]);
        using var response = await _stack.Http.SendAsync(request);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task Rotate_OldTokenIsGoodUntilItExpiresAndNewOnesTakeTheNewKey()
    {
        var before = _stack.Token("dave");
        var keys = Keys().Length;

        new LocalTokens(_stack.Folder, _stack.Time).Rotate();
        var after = _stack.Token("dave");

        Assert.Equal(keys + 1, Keys().Length);
        // The key's id stands at the front of a token.
        Assert.NotEqual(before[..28], after[..28]);
        Assert.Equal((200, 200), (await StatusAsync(before), await StatusAsync(after)));
        _stack.Time.Advance(TimeSpan.FromHours(LocalTokens.DefaultHours));
        Assert.Equal((401, 401), (await StatusAsync(before), await StatusAsync(after)));
    }

    [Fact]
    public async Task RevokeAll_ByAnotherProcess_EndsEveryTokenAtOnceAndNewOnesWork()
    {
        var before = _stack.Token("bob");
        Assert.Equal(200, await StatusAsync(before));

        new LocalTokens(_stack.Folder, _stack.Time).RevokeAll();

        Assert.Equal(401, await StatusAsync(before));
        Assert.Equal(200, await StatusAsync(_stack.Token("bob")));
        Assert.Equal(401, await StatusAsync(before));
    }

    [Fact]
    public async Task Key_Deleted_EndsItsTokensWithoutARestart()
    {
        var before = _stack.Token("bob");
        foreach (var key in Keys())
            File.Delete(key);

        Assert.Equal(401, await StatusAsync(before));
        Assert.Equal(200, await StatusAsync(_stack.Token("bob")));
    }

    private string[] Keys() => Directory.GetFiles(_stack.Folder.File("keys"), "key-*.xml");

    private async Task<int> StatusAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/state");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await _stack.Http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private AuthenticationTicket Ticket(string[] roles, bool expires = true, string name = "bob") =>
        new(
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new Claim("sub", name), .. roles.Select(r => new Claim("role", r))],
                    BearerTokenDefaults.AuthenticationScheme
                )
            ),
            expires ? Expiring() : new AuthenticationProperties(),
            BearerTokenDefaults.AuthenticationScheme
        );

    private AuthenticationProperties Expiring() => new() { ExpiresUtc = _stack.Time.GetUtcNow().AddHours(1) };

    private TicketDataFormat Protector(string application, string purpose)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(application);
        services.Configure<KeyManagementOptions>(o => o.XmlRepository = new PrivateKeyFiles(_stack.Folder.File("keys")));
        return new TicketDataFormat(services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector(purpose));
    }

    private static string Hs256(string header, string claims, byte[] key)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Jwt(string header, string claims, string signature) => $"{Encode(header)}.{Encode(claims)}.{signature}";

    private static string Encode(string json)
    {
        JsonDocument.Parse(json).Dispose();
        return Base64Url(Encoding.UTF8.GetBytes(json));
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
