using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Kafka.Commands;
using KillSwitch.Workflows.Commands;

namespace KillSwitch.Kafka.Tests.Commands;

public sealed class CommandBacklogTests
{
    private readonly CommandBacklog _backlog = new();
    private readonly Dictionary<int, long> _ends = [];

    [Fact]
    public void TryTake_Storm_AHumanGoesBeforeTheDetectorAndGlobalBeforeAll()
    {
        Add("ACCOUNT:1", Urgency.Detector);
        Add("ACCOUNT:2", Urgency.Detector);
        var person = Add("ACCOUNT:3", Urgency.Person);
        var global = Add("GLOBAL", Urgency.Global, partition: 1);

        Assert.Equal([global, person], [Take(), Take()]);
    }

    [Fact]
    public void TryTake_SameUrgency_TheOldestGoesFirst()
    {
        var first = Add("ACCOUNT:1", Urgency.Person, partition: 1);
        var second = Add("ACCOUNT:2", Urgency.Person);

        Assert.Equal([first, second], [Take(), Take()]);
    }

    [Fact]
    public void TryTake_UrgentBehindAnotherOfItsScope_TakesThatAlongAndKeepsTheOrder()
    {
        Add("ACCOUNT:1", Urgency.Detector);
        var before = Add("ACCOUNT:2", Urgency.Detector);
        var urgent = Add("ACCOUNT:2", Urgency.Person);

        Assert.Same(before, Take());
        _backlog.Done(before);

        Assert.Same(urgent, Take());
    }

    [Fact]
    public void TryTake_ScopeAtWork_IsNotHandledTwiceAtOnce()
    {
        var first = Add("ACCOUNT:1", Urgency.Detector);
        Add("ACCOUNT:1", Urgency.Person);

        Assert.Same(first, Take());

        Assert.False(_backlog.TryTake(out _));
    }

    [Fact]
    public void TakeProgress_LaterOneDoneFirst_WaitsForTheEarlierOne()
    {
        Add("ACCOUNT:1", Urgency.Detector);
        Add("ACCOUNT:2", Urgency.Person);
        var (urgent, slow) = (Take(), Take());

        _backlog.Done(urgent);
        Assert.Empty(_backlog.TakeProgress());
        _backlog.Done(slow);

        Assert.Equal([(0, 2L)], _backlog.TakeProgress());
        Assert.Empty(_backlog.TakeProgress());
    }

    [Fact]
    public void Forget_PartitionAtWork_SaysNothingMoreOfIt()
    {
        Add("ACCOUNT:1", Urgency.Detector);
        Add("ACCOUNT:1", Urgency.Detector);
        var atWork = Take();

        _backlog.Forget([0]);
        _backlog.Done(atWork);

        Assert.Empty(_backlog.TakeProgress());
        Assert.False(_backlog.TryTake(out _));
        Assert.Equal(0, _backlog.Ahead(0));
    }

    /// <summary>
    /// Whatever arrives, and in whatever order handlers return: all is handled once, a scope in its order, and nothing undone is
    /// committed.
    /// </summary>
    [Fact]
    public void Backlog_AnyArrivalsAndReturns_HandlesAllOnceInTheOrderOfItsScope()
    {
        var command = Gen.Choose(0, 5)
            .SelectMany(scope => Gen.Elements(Enum.GetValues<Urgency>()).Select(urgency => (Scope: scope, Urgency: urgency)));
        var run = Gen.ListOf(command)
            .SelectMany(commands => Gen.ArrayOf(Gen.Choose(0, 99), (commands.Count * 2) + 1).Select(choices => (commands, choices)));
        Prop.ForAll(Arb.From(run), r => HandlesAllInOrder([.. r.commands], r.choices)).QuickCheckThrowOnFailure();
    }

    private static void HandlesAllInOrder(IReadOnlyList<(int Scope, Urgency Urgency)> commands, int[] choices)
    {
        var test = new CommandBacklogTests();
        var (added, step) = (0, 0);
        var atWork = new List<WaitingCommand>();
        var handled = new List<WaitingCommand>();
        while (handled.Count < commands.Count)
        {
            var choice = choices[step++ % choices.Length];
            if (added < commands.Count && (choice % 2 == 0 || atWork.Count == 0))
                test.Add($"ACCOUNT:{commands[added].Scope}", commands[added++].Urgency, partition: commands[added - 1].Scope % 2);
            while (atWork.Count < 3 && test._backlog.TryTake(out var taken))
            {
                Assert.DoesNotContain(atWork, w => w.Lane == taken!.Lane);
                atWork.Add(taken!);
            }
            // Choices may be such that nobody ever returns; once all were made, everybody does.
            if (atWork.Count > 0 && (choice % 3 != 0 || step > choices.Length))
            {
                var done = atWork[choice % atWork.Count];
                atWork.Remove(done);
                test._backlog.Done(done);
                handled.Add(done);
            }
            foreach (var (partition, offset) in test._backlog.TakeProgress())
                Assert.All(atWork.Where(w => w.Partition == partition), w => Assert.True(w.Offset >= offset));
        }
        Assert.Equal(commands.Count, handled.Distinct().Count());
        foreach (var lane in handled.GroupBy(h => h.Lane))
            Assert.Equal(lane.OrderBy(h => h.Offset), lane);
        Assert.All(test._ends, end => Assert.Equal(0, test._backlog.Ahead(end.Key)));
    }

    private WaitingCommand Add(string key, Urgency urgency, int partition = 0)
    {
        var offset = _ends.GetValueOrDefault(partition);
        _ends[partition] = offset + 1;
        var command = new WaitingCommand(
            partition,
            offset,
            new ReceivedCommand(default, key, null, null, $"{partition}@{offset}", 0),
            urgency
        );
        _backlog.Add(command);
        return command;
    }

    private WaitingCommand Take()
    {
        Assert.True(_backlog.TryTake(out var command));
        return command!;
    }
}
