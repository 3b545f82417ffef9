using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Shared;

/// <summary>Log groups: encrypted with the installation's key, kept for a while, gone with their stack.</summary>
internal static class SystemLogs
{
    /// <param name="scope">Whose they are.</param>
    /// <param name="name">The group's name, as the service that writes wants it.</param>
    /// <param name="deployment">How long they are kept.</param>
    /// <param name="key">Encrypts them.</param>
    public static LogGroup Create(Construct scope, string name, Deployment deployment, DataKey key) => new(scope, "Logs", new LogGroupProps
    {
        LogGroupName = name,
        EncryptionKey = key.Key,
        Retention = deployment.LogRetentionOf(),
        RemovalPolicy = RemovalPolicy.DESTROY,
    });
}
