using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;

namespace KillSwitch.Cdk.Shared;

/// <summary>A table, and the permissions on it. Each list holds what its key needs, too.</summary>
/// <param name="table">The table.</param>
/// <param name="index">Its one index; null where it has none.</param>
/// <param name="key">Encrypts it.</param>
internal sealed class TableAccess(Table table, string? index, DataKey key)
{
    public Table Table => table;

    public IReadOnlyList<PolicyStatement> Get() => On("dynamodb:GetItem", Table.TableArn);

    public IReadOnlyList<PolicyStatement> Put() => On("dynamodb:PutItem", Table.TableArn);

    /// <summary>Putting items whose key begins so, and no others.</summary>
    public IReadOnlyList<PolicyStatement> PutWhere(string keysBegin) =>
        [Statements.AllowKeys(keysBegin, ["dynamodb:PutItem"], Table.TableArn), key.Through("dynamodb")];

    /// <summary>Listing by its index.</summary>
    public IReadOnlyList<PolicyStatement> QueryIndex() =>
        On(
            "dynamodb:Query",
            $"{Table.TableArn}/index/{index ?? throw new InvalidOperationException("This table has no index to list by.")}"
        );

    private PolicyStatement[] On(string action, string resource) => [Statements.Allow([action], resource), key.Through("dynamodb")];
}
