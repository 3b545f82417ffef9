using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb;

/// <summary>Creates the tables where a deployment has not.</summary>
public sealed class TableAdmin(IAmazonDynamoDB client, DynamoDbSettings settings, TimeProvider time)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when all tables are there and usable. Existing ones are left as they are; several may call it at once.</summary>
    /// <exception cref="StoreUnavailableException">DynamoDB does not answer, or a table was not ready within a minute.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var tables = Tables();
        foreach (var table in tables)
            await CreateAsync(table, cancellationToken);
        foreach (var table in tables)
            await BecomeActiveAsync(table.TableName, cancellationToken);
    }

    /// <summary>Removes the tables with all that is in them. What is not there is no fault.</summary>
    /// <exception cref="StoreUnavailableException">DynamoDB does not answer.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Tables())
        {
            try
            {
                await Guard.CallAsync(
                    table.TableName,
                    () => client.DeleteTableAsync(table.TableName, cancellationToken),
                    cancellationToken
                );
            }
            catch (StoreUnavailableException missing) when (missing.InnerException is ResourceNotFoundException)
            {
                // As it should be.
            }
        }
    }

    private CreateTableRequest[] Tables() =>
        [
            TableDefinitions.Scopes(settings),
            TableDefinitions.Incidents(settings),
            TableDefinitions.Commands(settings),
            TableDefinitions.Limits(settings),
            TableDefinitions.AuditIndex(settings),
        ];

    private async Task CreateAsync(CreateTableRequest table, CancellationToken cancellationToken)
    {
        try
        {
            await Guard.CallAsync(table.TableName, () => client.CreateTableAsync(table, cancellationToken), cancellationToken);
        }
        catch (StoreUnavailableException exists) when (exists.InnerException is ResourceInUseException)
        {
            // Somebody was here before, or is at this moment.
        }
    }

    private async Task BecomeActiveAsync(string table, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            var described = await Guard.CallAsync(
                table,
                () => client.DescribeTableAsync(new DescribeTableRequest(table), cancellationToken),
                cancellationToken
            );
            if (described.Table.TableStatus == TableStatus.ACTIVE)
                return;
            if (time.GetElapsedTime(since) > s_patience)
                throw new StoreUnavailableException(
                    $"Table '{table}' is {described.Table.TableStatus} for {s_patience.TotalSeconds:0} s and not ACTIVE. Look at it in DynamoDB, then start again."
                );
            await Task.Delay(s_look, time, cancellationToken);
        }
    }
}
