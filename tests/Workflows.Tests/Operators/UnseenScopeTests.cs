using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Operators;

/// <summary>What a kill's receipt says of a name that no order has.</summary>
public sealed class UnseenScopeTests : ISeenNames
{
    private const string NoOrder = "No order of the last day names ACCOUNT:9O1.";

    private readonly KillWorld _world = new();
    private Func<Task<UnseenScope?>> _look = () => Task.FromResult<UnseenScope?>(null);

    [Theory]
    [InlineData("", NoOrder)]
    [InlineData("901", $"{NoOrder} Did you mean ACCOUNT:901?")]
    [InlineData("901,911", $"{NoOrder} Did you mean ACCOUNT:901 or ACCOUNT:911?")]
    [InlineData("901,911,921", $"{NoOrder} Did you mean ACCOUNT:901, ACCOUNT:911 or ACCOUNT:921?")]
    public async Task KillAsync_OfANameThatNoOrderHas_IsTakenAndSaysSo(string nearest, string says)
    {
        Answer(nearest);

        var receipt = await KillAsync();

        Assert.EndsWith($" {says}", receipt.Message, StringComparison.Ordinal);
        Assert.StartsWith("The kill of ACCOUNT:9O1 is commanded.", receipt.Message, StringComparison.Ordinal);
        Assert.Equal(nearest, string.Join(',', receipt.Unseen!.Nearest.Select(scope => scope.Value)));
        Assert.Single(_world.CommandLog.Records);
    }

    [Fact]
    public async Task KillAsync_LessThanADayIsKnown_SaysSinceWhen()
    {
        _look = () => Task.FromResult<UnseenScope?>(new([], SinceTs: 1_767_366_002_000));

        var says = (await KillAsync()).Message;

        Assert.EndsWith(" No order since 2026-01-02 15:00:02 UTC, as far back as is known, names ACCOUNT:9O1.", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KillAsync_SeenOrNotKnown_SaysNothingOfIt()
    {
        var receipt = await KillAsync();

        Assert.Null(receipt.Unseen);
        Assert.DoesNotContain("No order", receipt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KillAsync_NothingIsToldOfNames_SaysNothingOfThem() =>
        Assert.Null((await _world.Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:9O1", "why"), default)).Value!.Unseen);

    [Fact]
    public async Task KillAsync_NamesThatCannotBeLookedAt_IsTakenAndSaysNothingOfThem()
    {
        _look = () => throw new InvalidOperationException("broken");

        Assert.Null((await KillAsync()).Unseen);
        Assert.Single(_world.CommandLog.Records);
    }

    [Fact]
    public async Task KillAsync_NamesThatDoNotAnswer_IsTakenFirstAndAnsweredWithout()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _look = async () =>
        {
            Assert.Single(_world.CommandLog.Records);
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _world.Time);
            return null;
        };
        var kill = KillAsync();
        await asked.Task;

        _world.Time.Advance(TimeSpan.FromMilliseconds(20));

        Assert.Null((await kill).Unseen);
    }

    [Fact]
    public async Task KillAsync_Repeated_SaysWhatIsKnownThen()
    {
        Answer("901");
        await KillAsync("key");
        await _world.Intake.HandleAsync(_world.CommandLog.Records[^1], CancellationToken.None);
        Assert.NotNull((await KillAsync("key")).Unseen);
        _look = () => Task.FromResult<UnseenScope?>(null);

        var later = await KillAsync("key");

        Assert.True(later.Replayed);
        Assert.Null(later.Unseen);
    }

    [Fact]
    public async Task UnkillAsync_OfANameThatNoOrderHas_SaysNothingOfIt()
    {
        Answer("901");
        await _world.KillAsync(Scope.Account("9O1"));
        await _world.FlowAsync();

        var asked = (await Operators.UnkillAsync(KillWorld.Alice, new("ACCOUNT:9O1", "mistyped"), default)).Value!;

        Assert.Null(asked.Unseen);
    }

    Task<UnseenScope?> ISeenNames.LookAsync(Scope scope, CancellationToken cancellationToken) => _look();

    private OperatorActions Operators =>
        new(_world.Services, _world.CommandLog, _world.Commands, _world.Keys, _world.Directory, _world.Attestation) { Seen = this };

    private void Answer(string nearest) =>
        _look = () =>
            Task.FromResult<UnseenScope?>(
                new([.. nearest.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Scope.Account)], SinceTs: null)
            );

    private async Task<CommandReceipt> KillAsync(string? key = null) =>
        (await Operators.KillAsync(KillWorld.Alice, new("ACCOUNT:9O1", "why", key), default)).Value!;
}
