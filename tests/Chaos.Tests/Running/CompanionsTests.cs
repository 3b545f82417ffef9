using KillSwitch.Chaos.Running;

namespace KillSwitch.Chaos.Tests.Running;

public sealed class CompanionsTests
{
    private readonly TaskCompletionSource _work = new();
    private readonly TaskCompletionSource _first = new();
    private readonly TaskCompletionSource _second = new();
    private readonly Task _during;

    public CompanionsTests() => _during = Companions.DuringAsync(_work.Task, [_first.Task, _second.Task]);

    [Fact]
    public async Task DuringAsync_CompanionFails_Throws()
    {
        _second.SetException(new InvalidDataException("cannot see"));

        Assert.Equal("cannot see", (await Assert.ThrowsAsync<InvalidDataException>(() => _during)).Message);
    }

    [Fact]
    public async Task DuringAsync_OneEndsWellAndTheOtherFails_Throws()
    {
        _first.SetResult();
        _second.SetException(new InvalidDataException());

        await Assert.ThrowsAsync<InvalidDataException>(() => _during);
    }

    [Fact]
    public async Task DuringAsync_AllCompanionsEndWell_WaitsForTheWork()
    {
        _first.SetResult();
        _second.SetResult();
        Assert.False(_during.IsCompleted);

        _work.SetResult();

        await _during;
    }

    [Fact]
    public async Task DuringAsync_WorkFails_Throws()
    {
        _work.SetException(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => _during);
    }
}
