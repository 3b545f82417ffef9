using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace KillSwitch.DynamoDb;

/// <summary>Items under one key of an index.</summary>
internal static class IndexQuery
{
    /// <summary>Page after page, in the index's order; no page is asked for before the one ahead of it has been taken whole.</summary>
    /// <param name="client">Which DynamoDB.</param>
    /// <param name="table">The table.</param>
    /// <param name="index">Its index.</param>
    /// <param name="key">The index's key.</param>
    /// <param name="value">What it must be.</param>
    /// <param name="newestFirst">Backwards in the index's order.</param>
    /// <param name="pageSize">Items a page; null leaves it to DynamoDB.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KillSwitch.Workflows.Ports.StoreUnavailableException">Retry.</exception>
    public static async IAsyncEnumerable<Dictionary<string, AttributeValue>> ItemsAsync(
        IAmazonDynamoDB client, string table, string index, string key, string value, bool newestFirst, int? pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await Guard.CallAsync(table, () => client.QueryAsync(
                new QueryRequest
                {
                    TableName = table,
                    IndexName = index,
                    KeyConditionExpression = "#key = :value",
                    ExpressionAttributeNames = new() { ["#key"] = key },
                    ExpressionAttributeValues = new() { [":value"] = Items.Text(value) },
                    ScanIndexForward = !newestFirst,
                    Limit = pageSize,
                    ExclusiveStartKey = from,
                },
                cancellationToken), cancellationToken);
            foreach (var item in page.Items ?? [])
                yield return item;
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });
    }
}
