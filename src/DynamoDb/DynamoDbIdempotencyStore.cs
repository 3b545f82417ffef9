using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb;

/// <summary>
/// One item a key in use, in the commands' table, whose lifetime it shares: <c>expires_at</c> is 180 days after the first use.
/// Its key begins with <see cref="KeysBegin"/> and is longer than a command's id may be. Safe for concurrent use.
/// </summary>
public sealed class DynamoDbIdempotencyStore(IAmazonDynamoDB client, DynamoDbSettings settings) : IIdempotencyStore
{
    /// <summary>What the table's key of every such item begins with: who may write these may write nothing else there.</summary>
    public const string KeysBegin = "idempotency:";

    private const string Fingerprint = "fingerprint";
    private const string Act = "act";
    private const string Caused = "caused";
    private const string FirstTs = "first_ts";

    private readonly string _table = settings.CommandsTable;

    public async Task<KeyUse> ClaimAsync(KeyUse use, CancellationToken cancellationToken)
    {
        if (await TryPutAsync(use, cancellationToken))
            return use;
        var found = await Guard.ReadAsync(
            _table,
            () =>
                client.GetItemAsync(
                    new GetItemRequest
                    {
                        TableName = _table,
                        Key = new() { [DynamoDbCommandStore.Key] = Items.Text(use.Id) },
                        ConsistentRead = true,
                    },
                    cancellationToken
                ),
            cancellationToken
        );
        return found.Item is { Count: > 0 } item
            ? Read(item)
            : throw new StoreUnavailableException(
                "The first use of this idempotency key has just ended its 180 days. Send the request again."
            );
    }

    private Task<bool> TryPutAsync(KeyUse use, CancellationToken cancellationToken) => Guard.TryAsync(_table, () => client.PutItemAsync(
        new PutItemRequest
        {
            TableName = _table,
            ConditionExpression = $"attribute_not_exists({DynamoDbCommandStore.Key})",
            Item = new()
            {
                [DynamoDbCommandStore.Key] = Items.Text(use.Id),
                [Fingerprint] = Items.Text(use.Fingerprint),
                [Act] = Items.Text(use.Act),
                [Caused] = Items.Text(use.Caused),
                [FirstTs] = Items.Number(use.FirstTs),
                [DynamoDbCommandStore.ExpiresAt] = DynamoDbCommandStore.ExpiryOf(use.FirstTs),
            },
        },
        cancellationToken), cancellationToken);

    private static KeyUse Read(Dictionary<string, AttributeValue> item) =>
        new(item[DynamoDbCommandStore.Key].S, item[Fingerprint].S, item[Act].S, item[Caused].S, Items.Number(item, FirstTs));
}
