using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Constructs;

/// <summary>The customer-managed key of an installation, rotated every year. Its policy admits the services that encrypt with it on their own behalf; roles are admitted by their own policies.</summary>
internal sealed class DataKey : Construct
{
    public DataKey(Construct scope, Deployment deployment)
        : base(scope, "DataKey") => throw new NotImplementedException();

    public Key Key { get; }

    /// <summary>Decrypting and encrypting with the key, through a service alone: <c>dynamodb</c>, <c>secretsmanager</c>, <c>sns</c>, <c>sqs</c>, <c>s3</c>, <c>states</c>.</summary>
    public PolicyStatement Through(string service) => throw new NotImplementedException();
}
