using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb;

/// <summary>Puts many items, in requests of 25, and goes on with what DynamoDB leaves undone of them.</summary>
internal sealed class BatchWrites(IAmazonDynamoDB client, string table, int atOnce, TimeProvider time)
{
    /// <summary>As many as a request takes.</summary>
    public const int MostInARequest = 25;

    /// <summary>With pauses that double from the first, some six seconds in all.</summary>
    private const int MostTries = 8;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when all are there.</summary>
    /// <exception cref="StoreUnavailableException">Some may not be. Put all again.</exception>
    public Task PutAsync(IEnumerable<Dictionary<string, AttributeValue>> items, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items.Chunk(MostInARequest),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (some, token) => await PutSomeAsync([.. some.Select(item => new WriteRequest(new PutRequest(item)))], token)
        );

    private async Task PutSomeAsync(List<WriteRequest> due, CancellationToken cancellationToken)
    {
        var pause = s_firstPause;
        for (var tries = 1; ; tries++)
        {
            var answer = await Guard.CallAsync(
                table,
                () => client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [table] = due } }, cancellationToken),
                cancellationToken
            );
            if (answer.UnprocessedItems is null || !answer.UnprocessedItems.TryGetValue(table, out var undone) || undone.Count == 0)
                return;
            if (tries == MostTries)
                throw new StoreUnavailableException(
                    $"DynamoDB left {undone.Count} items of table '{table}' unwritten, {MostTries} times: it is throttled. What is due is tried again."
                );
            due = undone;
            await Task.Delay(pause, time, cancellationToken);
            pause *= 2;
        }
    }
}
