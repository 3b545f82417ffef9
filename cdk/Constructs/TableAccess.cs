using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;

namespace KillSwitch.Cdk.Constructs;

/// <summary>A table, and the permissions on it. Each list holds what its key needs, too.</summary>
internal sealed class TableAccess
{
    public required Table Table { get; init; }

    public required DataKey Key { get; init; }

    public IReadOnlyList<PolicyStatement> Get() => throw new NotImplementedException();

    public IReadOnlyList<PolicyStatement> Put() => throw new NotImplementedException();

    /// <summary>Listing by its one index.</summary>
    public IReadOnlyList<PolicyStatement> QueryIndex() => throw new NotImplementedException();
}
