using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;

namespace KillSwitch.Cdk.Shared;

/// <summary>A table, and the permissions on it. Each list holds what its key needs, too.</summary>
/// <param name="table">The table.</param>
/// <param name="indexes">Its indexes.</param>
/// <param name="key">Encrypts it.</param>
internal sealed class TableAccess(Table table, IReadOnlyList<string> indexes, DataKey key)
{
    public Table Table => table;

    public IReadOnlyList<PolicyStatement> Get() => On("dynamodb:GetItem", Table.TableArn);

    public IReadOnlyList<PolicyStatement> Put() => On("dynamodb:PutItem", Table.TableArn);

    /// <summary>Putting items whose key begins so, and no others.</summary>
    public IReadOnlyList<PolicyStatement> PutWhere(string keysBegin) =>
        [Statements.AllowKeys([keysBegin], ["dynamodb:PutItem"], Table.TableArn), key.Through("dynamodb")];

    /// <summary>Putting many items at once.</summary>
    public IReadOnlyList<PolicyStatement> PutMany() => On("dynamodb:BatchWriteItem", Table.TableArn);

    /// <summary>Listing by the table's own key.</summary>
    public IReadOnlyList<PolicyStatement> Query() => On("dynamodb:Query", Table.TableArn);

    /// <summary>The same of items whose key begins in one of these ways, and of no others.</summary>
    public IReadOnlyList<PolicyStatement> QueryWhere(IReadOnlyList<string> keysBegin) =>
        [Statements.AllowKeys(keysBegin, ["dynamodb:Query"], Table.TableArn), key.Through("dynamodb")];

    /// <summary>Listing by its indexes.</summary>
    public IReadOnlyList<PolicyStatement> QueryIndex() =>
        indexes.Count == 0
            ? throw new InvalidOperationException("This table has no index to list by.")
            : On("dynamodb:Query", [.. indexes.Select(index => $"{Table.TableArn}/index/{index}")]);

    private PolicyStatement[] On(string action, params string[] resources) =>
        [Statements.Allow([action], resources), key.Through("dynamodb")];
}
