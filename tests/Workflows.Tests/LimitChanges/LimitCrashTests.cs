using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Tests.Incidents.InMemory;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges;

/// <summary>The process dies before or after any one effect of a temporary change: what becomes of the limit is the same.</summary>
public sealed class LimitCrashTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    public static TheoryData<int, bool> Crashes()
    {
        var data = new TheoryData<int, bool>();
        for (var effect = 0; effect < 40; effect++)
        {
            data.Add(effect, true);
            data.Add(effect, false);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task Change_ACrashAtAnyEffect_IsInForceOnceAndRevertedOnce(int at, bool before)
    {
        var world = new LimitWorld();
        var effect = 0;
        world.Faults.Plan = _ => effect++ == at ? before ? Fault.CrashBefore : Fault.CrashAfter : Fault.None;

        await PersistAsync(async () => Assert.False((await world.AskAsync("1200", until: s_hour, key: "ask")).IsRefused));
        await RecoverAsync(world);
        var changeId = LimitChangeNames.ChangeId(CmdId());
        var view = await world.ViewAsync(changeId);
        Assert.Equal(LimitChangePhase.Requested, view.Phase);
        var link = view.Request!.LinkId!;
        await PersistAsync(async () =>
            Assert.False((await world.Operators.DecideAsync(KillWorld.Bob, link, "APPROVE", "seen", "decide", default)).IsRefused));
        await RecoverAsync(world);

        Assert.Equal(1200, await world.HoldsAsync());
        Assert.Equal(LimitChangePhase.InForce, (await world.ViewAsync(changeId)).Phase);

        world.Time.Advance(s_hour);
        await RecoverAsync(world);

        Assert.Equal(900, await world.HoldsAsync());
        Assert.Equal(LimitChangePhase.Reverted, (await world.ViewAsync(changeId)).Phase);
        Assert.Equal(2, world.Topic.Log.Select(state => state.Version).Distinct().Count());
        Assert.True(world.Topic.Seen("max_qty", "ACCOUNT:1")!.Withdrawn);
    }

    [Fact]
    public async Task Steps_CalledAgainAfterTheEnd_PublishNothing()
    {
        var world = new LimitWorld();
        var change = (await world.AskAsync("1200", until: s_hour)).Value!;
        await world.DecideAsync(change.ChangeId, KillWorld.Bob);
        await world.AdvanceAsync(s_hour);
        var published = world.Topic.Log.Count;

        foreach (var (function, payload) in world.Engine.Called.ToList())
            await world.Engine.Steps.InvokeAsync(function, payload, CancellationToken.None);

        Assert.Equal(published, world.Topic.Log.Count);
        Assert.Equal(900, await world.HoldsAsync());
    }

    private static string CmdId() => KillSwitch.Workflows.Operators.IdempotencyKeys.CmdId(KillWorld.Alice, "ask");

    /// <summary>Whoever asked asks again, with the same key, until it is answered.</summary>
    private static async Task PersistAsync(Func<Task> act)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (CrashException)
            {
                // The process is back.
            }
        }
        Assert.Fail("It was never answered.");
    }

    private static async Task RecoverAsync(LimitWorld world)
    {
        await PersistAsync(async () =>
        {
            await world.Recovery.RunAsync(CancellationToken.None);
            await world.Engine.RunAsync();
        });
    }
}
