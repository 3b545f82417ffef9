using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Kafka.Detection;

namespace KillSwitch.Kafka.Tests.Detection;

public sealed class InSequenceTests
{
    [Fact]
    public void Add_AnyOrder_ComesOutAsPlayed() =>
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(1, 40).ToArray()).ToArbitrary(), numbers =>
        {
            var sequence = new InSequence<int>();
            return numbers.SelectMany(n => sequence.Add(n, n)).SequenceEqual(Enumerable.Range(1, 40));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_WithoutANumberOrAgain_WaitsForNobody()
    {
        var sequence = new InSequence<string>();
        Assert.Equal(["a"], sequence.Add(1, "a"));

        Assert.Equal(["a again"], sequence.Add(1, "a again"));
        Assert.Empty(sequence.Add(3, "c"));
        Assert.Equal(["c again"], sequence.Add(3, "c again"));
        Assert.Equal(["x"], sequence.Add(0, "x"));
        Assert.Equal(["b", "c"], sequence.Add(2, "b"));
    }

    [Fact]
    public void GiveUp_RecordsThatNeverCome_AreCountedAndTheOthersGoOn()
    {
        var sequence = new InSequence<int>();
        sequence.Add(4, 4);
        sequence.Add(5, 5);
        sequence.Add(7, 7);

        Assert.Equal([4, 5], sequence.GiveUp());
        Assert.Equal((1, 3), (sequence.Waiting, sequence.Missing));
        Assert.Equal([7], sequence.GiveUp());
        Assert.Empty(sequence.GiveUp());
        Assert.Equal((0, 4), (sequence.Waiting, sequence.Missing));
    }
}
