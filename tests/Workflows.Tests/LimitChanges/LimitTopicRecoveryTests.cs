using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges.Recovery;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges;

/// <summary>A topic that has lost what it once acknowledged: routers would go by the file again.</summary>
public sealed class LimitTopicRecoveryTests
{
    private readonly LimitWorld _world = new();

    [Fact]
    public async Task Run_TopicMadeAnew_HasWhatHoldsOnceMoreUnderItsVersion()
    {
        await _world.AskAsync("500");
        var published = Assert.Single(_world.Topic.Log);
        _world.Topic.Log.Clear();
        // Of another limit, so that the place is another one.
        _world.Topic.Log.Add(published with { Owner = "ACCOUNT:2" });

        var republished = await Recovery().RunAsync(CancellationToken.None);

        Assert.Equal(["max_qty of ACCOUNT:1"], republished.Select(key => key.Words));
        Assert.Equal(published, _world.Topic.Log[^1]);
        var record = await _world.Store.LoadAsync(republished[0], CancellationToken.None);
        Assert.Equal(1, record.Current!.Offset);
        Assert.Contains(_world.Audit.Records, step => step.Step == Audits.LimitRepublished && step.ChangeId == published.ChangeId);
        Assert.Empty(await Recovery().RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Run_TopicThatHasIt_PublishesNothing()
    {
        await _world.AskAsync("500");

        Assert.Empty(await Recovery().RunAsync(CancellationToken.None));
        Assert.Single(_world.Topic.Log);
    }

    [Fact]
    public async Task Run_WhatWaitsForApproval_IsNotPublished()
    {
        await _world.AskAsync("1200");

        Assert.Empty(await Recovery().RunAsync(CancellationToken.None));
        Assert.Empty(_world.Topic.Log);
    }

    private LimitTopicRecovery Recovery() => new(_world.Services, _world.Topic);
}
