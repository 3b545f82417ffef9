using KillSwitch.Brokers;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Watching;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Tests.Watching;

public sealed class StateWitnessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task StopAsync_AfterAStateWasPublished_HasNotedWhenItCouldBeReadAndWhereTopicsEnded()
    {
        using var broker = EmbeddedBroker.Start();
        using var publisher = new StatePublisher(broker.Settings);
        var clock = new RunClock(TimeProvider.System);
        await using var witness = new StateWitness(broker.Settings, clock);
        await witness.StartAsync(CancellationToken.None);
        var before = clock.Now;

        var at = await publisher.PublishAsync(new KillState
        {
            Scope = Scope.Global,
            Status = KillStatus.Killed,
            Version = 1,
            IncidentId = "inc-1",
            Causes = [],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = "r",
            LastCmdId = "c",
            CorrId = "c",
        }, null, CancellationToken.None);
        await UntilAsync(clock, () => witness.Seen == 1);
        var samples = witness.Samples;
        await UntilAsync(clock, () => witness.Samples > samples + 1);
        var notes = await witness.StopAsync();

        var seen = Assert.Single(notes.Seen);
        Assert.Equal((at.Partition, at.Offset), (seen.Partition, seen.Offset));
        Assert.InRange(seen.At, before, clock.Now);
        Assert.Equal(1, notes.Ends[^1].State[at.Partition]);
        Assert.All(notes.Ends, e => Assert.All(e.Gated, end => Assert.Equal(0, end)));
        Assert.All(notes.Ends.Where(e => e.At < before), e => Assert.Equal(0, e.State[at.Partition]));
    }

    private static async Task UntilAsync(RunClock clock, Func<bool> holds)
    {
        var began = clock.Now;
        while (!holds())
        {
            Assert.True(clock.Now - began < Deadline, "the witness saw nothing");
            await Task.Delay(TimeSpan.FromMilliseconds(10), clock.Time);
        }
    }
}
