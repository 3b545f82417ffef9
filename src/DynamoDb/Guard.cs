using System.Net.Sockets;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb;

/// <summary>
/// Calls DynamoDB and says in plain words what went wrong. Throttling and short outages are retried by the client before.
/// </summary>
internal static class Guard
{
    /// <exception cref="StoreUnavailableException">It did not answer, or the table is not there.</exception>
    public static async Task<T> CallAsync<T>(string table, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException refused)
            when (refused is ConditionalCheckFailedException || refused.ErrorCode == "ValidationException")
        {
            // A condition's answer is the caller's; a request DynamoDB cannot make sense of is a fault here, which no retry heals.
            throw;
        }
        catch (ResourceNotFoundException missing)
        {
            throw new StoreUnavailableException(
                $"DynamoDB has no table or index for '{table}'. Create the tables first: locally the stack does it at start, on AWS the deployment.",
                missing
            );
        }
        catch (Exception failure)
            when (failure is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new StoreUnavailableException(
                $"DynamoDB did not serve table '{table}': {failure.Message} Check that it runs and can be reached.",
                failure
            );
        }
    }

    /// <summary>
    /// The same for what only reads. A connection that was kept for the next call may have been closed at its other end meanwhile, which
    /// the client does not always try again: a read is, once and at once.
    /// </summary>
    /// <exception cref="StoreUnavailableException">As for <see cref="CallAsync"/>.</exception>
    public static async Task<T> ReadAsync<T>(string table, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(table, call, cancellationToken);
        }
        catch (StoreUnavailableException away) when (IsOfAConnection(away.InnerException))
        {
            return await CallAsync(table, call, cancellationToken);
        }
    }

    private static bool IsOfAConnection(Exception? failure) =>
        failure is IOException or SocketException || failure?.InnerException is { } inner && IsOfAConnection(inner);

    /// <returns>False where the condition did not hold.</returns>
    /// <exception cref="StoreUnavailableException">As for <see cref="CallAsync"/>.</exception>
    public static async Task<bool> TryAsync<T>(string table, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(table, call, cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
