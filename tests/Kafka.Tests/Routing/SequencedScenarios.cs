using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>What sequenced delivery promises when a router stops at the worst moment.</summary>
internal static class SequencedScenarios
{
    /// <summary>The batch holds allowed, dropped and rejected orders; the kill is lifted before the successor comes.</summary>
    public static async Task StoppedBetweenCopiesAndAudits_SuccessorCompletesTheAuditAndRepeatsNothing(KafkaSettings settings)
    {
        using var flow = new Flow(settings);
        await flow.SendAsync(20, partition: 0);
        StopBeforeAudits? stopped = null;
        await using (
            var first = new RunningRouter(settings, RouterScenarios.Options("router-a", DeliveryMode.Sequenced), (p, d) =>
                p == 0 ? stopped = new StopBeforeAudits(d, passes: 1) : d
            )
        )
        {
            await flow.UntilAuditedAsync(20);
            await flow.PublishAsync(Scope.Account("killed"), KillStatus.Killed);
            await flow.SendInOneGoAsync(
                0,
                Flow.Order("a-1", "12345"),
                Flow.Order("k-1", "killed"),
                "poison"u8.ToArray(),
                Flow.Order("a-2", "12345"),
                Flow.Order("k-2", "killed"),
                "poison"u8.ToArray()
            );
            await stopped!.Stopped.Task.WaitAsync(Flow.Deadline);
        }
        Assert.Equal(20, (await flow.AuditsAsync()).Count);
        await flow.PublishAsync(Scope.Account("killed"), KillStatus.Active);

        await using var second = new RunningRouter(settings, RouterScenarios.Options("router-b", DeliveryMode.Sequenced));
        await flow.SendAsync(5, partition: 0);
        await flow.UntilAuditedAsync(31);

        var audits = (await flow.RequireExactlyOnceAsync()).Skip(20).ToList();
        Assert.Equal([Decision.Allow, Decision.Drop, Decision.Reject, Decision.Allow], audits[..4].Select(a => a.Decision));
        Assert.All(audits[..4], a => Assert.Equal("router-a", a.Service));
        Assert.Equal((Scope.Account("killed"), "cmd-1"), (Assert.Single(audits[1].ScopeMatches), audits[1].CmdId));
        // Behind the last gated copy nothing is out that it could overtake: decided anew. It was sent under the kill all the same.
        Assert.Equal([Decision.Drop, Decision.Reject], audits[4..6].Select(a => a.Decision));
        Assert.Equal((KillStatus.Active, "router-b"), (audits[4].KillswitchStatus, audits[4].Service));
        Assert.StartsWith("it was sent before trading in ACCOUNT:killed was restored", audits[4].Reason, StringComparison.Ordinal);
    }

    /// <summary>What the successor works out of a state that was read before is what the predecessor had decided.</summary>
    public static async Task StoppedBeforeItsAudit_OrderSentBeforeTheRestore_IsAuditedAsThat(KafkaSettings settings)
    {
        using var flow = new Flow(settings);
        await flow.PublishAsync(Scope.Account("killed"), KillStatus.Killed);
        await flow.SendInOneGoAsync(0, Flow.Order("k-1", "killed"));
        await flow.PublishAsync(Scope.Account("killed"), KillStatus.Active, "cmd-2");
        await flow.SendInOneGoAsync(0, Flow.Order("k-2", "killed"));
        StopBeforeAudits? stopped = null;
        // Both in one batch, however slowly a broker hands them over.
        var together = RouterScenarios.Options("router-a", DeliveryMode.Sequenced) with { BatchSize = 2, Linger = TimeSpan.FromSeconds(1) };
        await using (
            var first = new RunningRouter(settings, together, (p, d) => p == 0 ? stopped = new StopBeforeAudits(d, passes: 0) : d)
        )
            await first.UntilAsync(_ => stopped?.Stopped.Task.IsCompleted == true);
        Assert.Empty(await flow.AuditsAsync());

        await using var second = new RunningRouter(settings, RouterScenarios.Options("router-b", DeliveryMode.Sequenced));
        await flow.UntilAuditedAsync(2);

        var audits = await flow.RequireExactlyOnceAsync();
        Assert.Equal([Decision.Drop, Decision.Allow], audits.Select(a => a.Decision));
        Assert.All(audits, a => Assert.Equal("router-a", a.Service));
        Assert.Equal((KillStatus.Active, "cmd-2"), (audits[0].KillswitchStatus, audits[0].CmdId));
        Assert.StartsWith("it was sent before trading in ACCOUNT:killed was restored", audits[0].Reason, StringComparison.Ordinal);
    }

    /// <summary>Order is kept among gated orders: what did not pass before one that is out does not pass after it.</summary>
    public static async Task GatedCopyMissingBeforeOneThatIsOut_IsHeldBackWithAReason(KafkaSettings settings)
    {
        using var flow = new Flow(settings);
        StopBeforeAudits? stopped = null;
        await using (
            var first = new RunningRouter(settings, RouterScenarios.Options("router-a", DeliveryMode.Sequenced), (p, d) =>
                p == 0 ? stopped = new StopBeforeAudits(d, passes: 0, leaveOut: 1) : d
            )
        )
        {
            await flow.SendInOneGoAsync(0, Flow.Order("a-1", "12345"), Flow.Order("a-2", "12345"), Flow.Order("a-3", "12345"));
            await first.UntilAsync(_ => stopped?.Stopped.Task.IsCompleted == true);
        }

        await using var second = new RunningRouter(settings, RouterScenarios.Options("router-b", DeliveryMode.Sequenced));
        await flow.UntilAuditedAsync(3);

        var audits = await flow.RequireExactlyOnceAsync();
        Assert.Equal([Decision.Allow, Decision.Drop, Decision.Allow], audits.Select(a => a.Decision));
        Assert.Equal(LeftUndone.HeldBackBefore, audits[1].Reason);
    }

    /// <summary>Sends the copies of a batch and then nothing more, as a process that was killed there.</summary>
    internal sealed class StopBeforeAudits(IDelivery inner, int passes, int? leaveOut = null) : IDelivery
    {
        private int _delivered;

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long? FenceOff(OutputTails tails, CancellationToken cancellationToken) => inner.FenceOff(tails, cancellationToken);

        public void Deliver(IReadOnlyList<DecidedOrder> batch, long nextOffset, CancellationToken cancellationToken)
        {
            if (_delivered++ < passes)
            {
                inner.Deliver(batch, nextOffset, cancellationToken);
                return;
            }
            var sequenced = (SequencedDelivery)inner;
            sequenced.SendCopies([.. batch.Where((_, i) => i != leaveOut)], cancellationToken);
            Stopped.TrySetResult();
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }

        public void Dispose() => inner.Dispose();
    }
}
