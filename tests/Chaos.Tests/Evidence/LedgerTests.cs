using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Tests.Evidence;

public sealed class LedgerTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_WhatWasAdded_IsThereInItsOrder()
    {
        var order = new LedgerOrder(
            2,
            17,
            Fingerprint.Of("an order"u8.ToArray()),
            TimeSpan.FromMilliseconds(1.5),
            TimeSpan.FromMilliseconds(2.5)
        );
        var kill = new LedgerCommand(
            "cmd-1",
            Scope.Account("42"),
            CommandAction.Kill,
            "user:alice",
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(2)
        );
        var decision = new LedgerDecision("inc-1", 3, "bob", Verdict.Approve, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        using (var ledger = new Ledger(_path))
        {
            foreach (LedgerEntry entry in new LedgerEntry[] { order, kill, decision, order with { Offset = 18 } })
                ledger.Add(entry);
        }

        var contents = Ledger.Read(_path);

        Assert.Equal([order, order with { Offset = 18 }], contents.Orders);
        Assert.Equal([kill], contents.Commands);
        Assert.Equal([decision], contents.Decisions);
    }

    [Fact]
    public void Add_ByManyThreads_LosesNothing()
    {
        using (var ledger = new Ledger(_path))
            Parallel.For(0, 1000, i => ledger.Add(new LedgerOrder(0, i, default, TimeSpan.Zero, TimeSpan.Zero)));

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), Ledger.Read(_path).Orders.Select(o => o.Offset).Order());
    }

    [Fact]
    public void Read_LineThatIsNoEntry_SaysWhich()
    {
        File.WriteAllText(_path, "{\"kind\":\"order\"\n");

        var e = Assert.Throws<InvalidDataException>(() => Ledger.Read(_path));

        Assert.Contains("line 1 is no entry of a ledger", e.Message);
    }
}
