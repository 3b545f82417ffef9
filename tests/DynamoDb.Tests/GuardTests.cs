using System.Net.Sockets;
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

    public static TheoryData<Exception, int> Failures =>
        new()
        {
            { new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."), 2 },
            { new HttpRequestException("reset", new IOException("x", new SocketException((int)SocketError.ConnectionReset))), 2 },
            { new AmazonClientException("it gave up", new HttpRequestException("reset", new SocketException())), 2 },
            { new TimeoutException(), 1 },
            { new TaskCanceledException(), 1 },
            { new ResourceNotFoundException("no table"), 1 },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task ReadAsync_ConnectionThatBroke_IsTriedOnceMoreAndNothingElseIs(Exception failure, int tries)
    {
        var tried = 0;

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Guard.ReadAsync<int>("table", () => tried++ < 2 ? throw failure : Task.FromResult(7), CancellationToken.None)
        );

        Assert.Equal(tries, tried);
    }

    [Fact]
    public async Task ReadAsync_ConnectionThatBrokeOnce_Answers()
    {
        var tried = 0;

        Assert.Equal(
            7,
            await Guard.ReadAsync("table", () => tried++ == 0 ? throw new IOException("broken pipe") : Task.FromResult(7), default)
        );
    }
}
