using KillSwitch.Aws.Identity;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.People;

namespace KillSwitch.Cdk.Tests.Entrance;

[Collection(SynthesizedApps.Collection)]
public sealed class UserDirectoryTests(SynthesizedApps apps)
{
    private Resource Pool => apps.Usual.Only("AWS::Cognito::UserPool");

    [Fact]
    public void Pool_Strangers_CannotSignUp() => Assert.True((bool)Pool.Properties["AdminCreateUserConfig"]!["AllowAdminCreateUserOnly"]!);

    [Fact]
    public void Pool_SigningIn_TakesASecondFactor()
    {
        Assert.Equal("ON", Pool.Text("MfaConfiguration"));
        Assert.Equal(["SOFTWARE_TOKEN_MFA"], Pool.Properties["EnabledMfas"]!.AsArray().Select(m => (string?)m));
    }

    [Fact]
    public void Pool_Threats_AreActedOn()
    {
        Assert.Equal("ENFORCED", (string?)Pool.Properties["UserPoolAddOns"]!["AdvancedSecurityMode"]);
        Assert.Equal("PLUS", Pool.Text("UserPoolTier"));
    }

    [Fact]
    public void Pool_Passwords_AreLong() => Assert.InRange((int)Pool.Properties["Policies"]!["PasswordPolicy"]!["MinimumLength"]!, 14, 99);

    [Fact]
    public void Pool_Names_AreTheSameInAnyCase() => Assert.False((bool)Pool.Properties["UsernameConfiguration"]!["CaseSensitive"]!);

    [Fact]
    public void Pool_WithItsStack_IsGone()
    {
        Assert.Equal("Delete", Pool.Body["DeletionPolicy"]?.ToString());
        Assert.Equal("INACTIVE", Pool.Text("DeletionProtection"));
    }

    [Fact]
    public void Groups_Are_TheRoles() =>
        Assert.Equal(
            Enum.GetValues<Role>().Select(CognitoActor.GroupOf).Order(),
            apps.Usual.OfType("AWS::Cognito::UserPoolGroup").Select(g => g.Text("GroupName")).Order()
        );

    [Fact]
    public void People_OfTheSettings_AreThereWithTheirAddressAndRoles()
    {
        Assert.NotEmpty(apps.Usual.Deployment.People);
        foreach (var person in apps.Usual.Deployment.People)
        {
            var user = apps.Usual.OfType("AWS::Cognito::UserPoolUser").Single(u => u.Text("Username") == person.Name);
            Assert.Contains(person.Email, user.Properties["UserAttributes"]!.ToJsonString(), StringComparison.Ordinal);
            var groups = apps
                .Usual.OfType("AWS::Cognito::UserPoolUserToGroupAttachment")
                .Where(a => a.Text("Username") == person.Name && a.DependsOn().Contains(user.Id))
                .Select(a => a.Text("GroupName"));
            Assert.Equal(person.Roles.Select(CognitoActor.GroupOf).Order(), groups.Order());
        }
    }
}
