using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Workflow;

[Collection(SynthesizedApps.Collection)]
public sealed class SigningKeyTests(SynthesizedApps apps)
{
    [Fact]
    public void Secrets_OfTheWorkflow_AreGeneratedLettersAndDigits() => Assert.All(apps.Usual.OfType("AWS::SecretsManager::Secret"), s =>
    {
        Assert.Null(s["SecretString"]);
        Assert.Equal("64", s.Text("GenerateSecretString.PasswordLength"));
        Assert.Equal("true", s.Text("GenerateSecretString.ExcludePunctuation"));
        Assert.Contains("DataKey", s.Text("KmsKeyId"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(
        "Link",
        new[] { "killswitch-request-approval", "killswitch-request-limit-approval", "killswitch-operator-api", "killswitch-approval-page" }
    )]
    [InlineData("Attestation", new[] { "killswitch-command-intake", "killswitch-operator-api" })]
    public void Secret_OfTheWorkflow_IsReadByWhoeverSignsOrChecksWithIt(string key, string[] functions)
    {
        var secret = apps
            .Usual.OfType("AWS::SecretsManager::Secret")
            .Single(s => s.Id.StartsWith($"SigningKeys{key}", StringComparison.Ordinal));
        var readers = apps
            .Usual.Roles()
            .Where(r =>
                r.Statements.Any(s =>
                    s.Allows
                    && s.Covers("secretsmanager:GetSecretValue")
                    && s.Resources.Any(t => t == "*" || t.Contains(secret.Id, StringComparison.Ordinal))
                )
            )
            .Select(r => r.Name);

        Assert.Equal(functions.Order(), readers.Order());
    }
}
