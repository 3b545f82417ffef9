namespace KillSwitch.Workflows.Waiting;

/// <summary>Bounds on waiting for others that may hang.</summary>
public static class TimeLimits
{
    /// <summary>Waits no longer than <paramref name="limit"/>. What was begun may still have its effect, whoever waits for it.</summary>
    /// <exception cref="TimeoutException">It was not there in time.</exception>
    public static async Task<T> WithinAsync<T>(
        this TimeProvider time,
        TimeSpan limit,
        Func<CancellationToken, Task<T>> act,
        CancellationToken cancellationToken
    )
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            // Not everything that takes a token heeds it in every phase.
            return await act(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"There was no answer within {limit.TotalSeconds:0.###} s.");
        }
    }

    /// <inheritdoc cref="WithinAsync{T}"/>
    public static Task WithinAsync(
        this TimeProvider time,
        TimeSpan limit,
        Func<CancellationToken, Task> act,
        CancellationToken cancellationToken
    ) =>
        time.WithinAsync(
            limit,
            async token =>
            {
                await act(token);
                return true;
            },
            cancellationToken
        );
}
