using System.Runtime.CompilerServices;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace KillSwitch.DynamoDb;

/// <summary>Items under one key of a table or of one of its indexes.</summary>
internal sealed record ItemQuery
{
    public required string Table { get; init; }

    /// <summary>Null for the table itself, which then is read consistently.</summary>
    public string? Index { get; init; }

    /// <summary>The key's attribute.</summary>
    public required string Key { get; init; }

    public required string Value { get; init; }

    /// <summary>A part of what is under the key; null for all of it.</summary>
    public ItemRange? Range { get; init; }

    /// <summary>Backwards in the order of the sort key.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Items a page; null leaves it to DynamoDB.</summary>
    public int? PageSize { get; init; }

    /// <summary>Page after page, in order; no page is asked for before the one ahead of it has been taken whole.</summary>
    /// <exception cref="KillSwitch.Workflows.Ports.StoreUnavailableException">Retry.</exception>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> ItemsAsync(
        IAmazonDynamoDB client,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Nothing lies in it, and DynamoDB refuses to be asked.
        if (Range is { IsEmpty: true })
            yield break;
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await Guard.ReadAsync(Table, () => client.QueryAsync(Request(from), cancellationToken), cancellationToken);
            foreach (var item in page.Items ?? [])
                yield return item;
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });
    }

    private QueryRequest Request(Dictionary<string, AttributeValue>? from)
    {
        var request = new QueryRequest
        {
            TableName = Table,
            IndexName = Index,
            KeyConditionExpression = "#key = :value",
            ExpressionAttributeNames = new() { ["#key"] = Key },
            ExpressionAttributeValues = new() { [":value"] = Items.Text(Value) },
            ScanIndexForward = !NewestFirst,
            ConsistentRead = Index is null,
            Limit = PageSize,
            ExclusiveStartKey = from,
        };
        if (Range is { } range)
        {
            request.KeyConditionExpression += " AND #sort BETWEEN :first AND :last";
            request.ExpressionAttributeNames["#sort"] = range.SortKey;
            request.ExpressionAttributeValues[":first"] = Items.Text(range.First);
            request.ExpressionAttributeValues[":last"] = Items.Text(range.Last);
        }
        return request;
    }
}

/// <summary>What of a sort key is meant, both ends included.</summary>
internal sealed record ItemRange(string SortKey, string First, string Last)
{
    /// <summary>Whether its ends are the wrong way round, as DynamoDB orders texts: by their bytes.</summary>
    public bool IsEmpty => Encoding.UTF8.GetBytes(First).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(Last)) > 0;
}
