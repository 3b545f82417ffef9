using KillSwitch.Aws.Http;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Entrance;

[Collection(SynthesizedApps.Collection)]
public sealed class SignInClientsTests(SynthesizedApps apps)
{
    private Resource Client(string name) => apps.Usual.OfType("AWS::Cognito::UserPoolClient").Single(c => c.Text("ClientName") == name);

    [Fact]
    public void Clients_Have_NoSecret() =>
        Assert.All(apps.Usual.OfType("AWS::Cognito::UserPoolClient"), c => Assert.False((bool)c.Properties["GenerateSecret"]!));

    [Fact]
    public void Page_Client_SignsInByCodeAndLeadsBackToThePageAlone()
    {
        var page = Client("approval-page").Properties;
        Assert.Equal("""["code"]""", page["AllowedOAuthFlows"]!.ToJsonString());
        Assert.Equal("""["openid"]""", page["AllowedOAuthScopes"]!.ToJsonString());
        var callback = Assert.Single(page["CallbackURLs"]!.AsArray())!.ToJsonString();
        Assert.Contains(apps.Usual.Only("AWS::CloudFront::Distribution").Id, callback, StringComparison.Ordinal);
        Assert.Contains(SignInRoute.Path, callback, StringComparison.Ordinal);
    }

    [Fact]
    public void Terminal_Client_HasNoPagesAndTakesARightOfTheAccount()
    {
        var terminal = Client("terminal").Properties;
        Assert.Null(terminal["CallbackURLs"]);
        Assert.Contains("ALLOW_ADMIN_USER_PASSWORD_AUTH", terminal["ExplicitAuthFlows"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_OfAnyClient_LastAnHourAtMost() =>
        Assert.All(apps.Usual.OfType("AWS::Cognito::UserPoolClient"), c =>
        {
            Assert.Equal("minutes", (string?)c.Properties["TokenValidityUnits"]!["IdToken"]);
            Assert.InRange((int)c.Properties["IdTokenValidity"]!, 5, 60);
        });
}
