using System.Text;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using KillSwitch.Aws.Settings;

namespace KillSwitch.Functions.Hosting;

/// <summary>
/// The keys that sign links and attest commands, from Secrets Manager; read once for each environment. A new key counts from the
/// next environments on.
/// </summary>
public sealed class SecretKeys(IAmazonSecretsManager secrets, Func<string, string?> variable)
{
    /// <param name="name">The variable with the secret's ARN.</param>
    /// <remarks>Blocks: Lambda's start has nothing to do meanwhile.</remarks>
    public byte[] Load(string name)
    {
        var arn = WorkflowVariables.One(variable, name, "the ARN of a secret of at least 32 characters");
        var secret = secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = arn }).GetAwaiter().GetResult();
        return Encoding.UTF8.GetBytes(secret.SecretString);
    }
}
