using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb.Tests;

/// <summary>A store that does not answer is one that is away, whatever the client calls it: no kill is refused for it.</summary>
public sealed class GuardTests
{
    public static TheoryData<Exception> Away =>
        new()
        {
            new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."),
            new HttpRequestException("refused"),
            new IOException("broken pipe"),
            new TimeoutException(),
            new TaskCanceledException(),
            new AmazonClientException("it gave up"),
            new ResourceNotFoundException("no table"),
        };

    [Theory]
    [MemberData(nameof(Away))]
    public async Task CallAsync_StoreThatDoesNotAnswer_IsSaidToBeAway(Exception failure)
    {
        var away = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Guard.CallAsync<int>("table", () => throw failure, CancellationToken.None)
        );

        Assert.Same(failure, away.InnerException);
    }

    [Fact]
    public async Task CallAsync_FaultOfOurs_StaysOne() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Guard.CallAsync<int>("table", () => throw new InvalidOperationException(), CancellationToken.None)
        );
}
