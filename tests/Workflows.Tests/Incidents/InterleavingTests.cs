using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Incidents;

/// <summary>What holds however kills, requests, decisions, timeouts, repeats and crashes fall together.</summary>
public sealed class InterleavingTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(120).WithEndSize(500);

    [Fact]
    public void Versions_NeverFall_AndOneVersionIsOneState() => Holds(run =>
    {
        foreach (var ofScope in run.World.Topic.Log.GroupBy(state => state.Scope))
        {
            long last = 0;
            foreach (var state in ofScope)
            {
                Assert.True(state.Version >= last, $"{state.Scope} went from version {last} to {state.Version}");
                last = state.Version;
            }
            Assert.All(
                ofScope.GroupBy(state => state.Version),
                same => Assert.Single(same.Select(state => (state.Status, string.Join(",", state.Causes))).Distinct())
            );
        }
    });

    [Fact]
    public void AKillThatNoRequestHadSeen_IsNeverApprovedAway() => Holds(run =>
    {
        foreach (var incident in Incidents(run))
        {
            if (incident.IsOpen)
            {
                Assert.Equal(KillStatus.Killed, run.World.Topic.Seen(incident.Scope)!.Status);
                Assert.False(incident.HasUnpublishedCause);
                continue;
            }
            var lifting = incident.Requests.Single(request => request.Status == RequestStatus.Approved);
            Assert.Equal(incident.CauseCount, lifting.CausesSeen);
            Assert.Equal(incident.CauseCount, incident.Restored!.CausesThrough);
        }
    });

    [Fact]
    public void EveryActive_WasApprovedByEnoughOthers() => Holds(run =>
    {
        foreach (var active in run.World.Topic.Log.Where(state => state.Status == KillStatus.Active))
        {
            var incident = Incidents(run).Single(incident => incident.IncidentId == active.IncidentId);
            var request = incident.Requests.Single(request => request.CmdId == active.LastCmdId);
            var approvers = request
                .Decisions.Where(decision => decision.Verdict == Verdict.Approve)
                .Select(decision => decision.By)
                .Distinct()
                .ToList();
            Assert.True(approvers.Count >= request.Quorum, $"{approvers.Count} approved, {request.Quorum} are needed");
            Assert.Equal((request.Requester is null ? 1 : 0) + (active.Scope == Scope.Global ? 2 : 1), request.Quorum);
            Assert.DoesNotContain(request.Requester, approvers);
            Assert.All(approvers, by => Assert.Contains(by.Name, new[] { "bob", "carol", "erin" }));
        }
    });

    [Fact]
    public void NobodyDecidesTheirOwnRequest() => Holds(run =>
        Assert.All(Incidents(run).SelectMany(incident => incident.Requests), request =>
            Assert.All(request.Decisions, decision =>
                Assert.Equal(decision.Verdict == Verdict.Withdraw, decision.By == request.Requester))));

    [Fact]
    public void EveryKill_HasExactlyOneEffect() =>
        Holds(run =>
        {
            var causes = Incidents(run)
                .SelectMany(incident => incident.Causes.Select(cause => (cause.CmdId, incident.Scope)))
                .Where(cause => cause.CmdId.StartsWith("cmd-", StringComparison.Ordinal));
            Assert.Equal(run.Kills.Order(), causes.Order());
        });

    [Fact]
    public void AnIncidentIsClosed_ExactlyWhenActiveIsTheLastWord() => Holds(run =>
    {
        foreach (var record in run.World.Scopes.All.Where(record => record.Incident is not null))
            Assert.Equal(record.OpenIncident is null ? KillStatus.Active : KillStatus.Killed, run.World.Topic.Seen(record.Scope)!.Status);
    });

    [Fact]
    public void EveryOpenIncident_IsCarriedByOneExecutionThatWaits() => Holds(run =>
    {
        foreach (var record in run.World.Scopes.All)
        {
            var running = run.World.Engine.Of(record.Scope).Where(execution => execution.Status == ExecutionLiveness.Running).ToList();
            if (record.OpenIncident is { } open)
                Assert.Equal((open.ExecutionName, true), (Assert.Single(running).Name, running[0].Token is not null));
            else
                Assert.Empty(running);
        }
    });

    [Fact]
    public void EveryClosedIncident_IsKeptAndFound() => Holds(run =>
    {
        foreach (var incident in Incidents(run))
        {
            var stored = run.World.Incidents.FindAsync(incident.IncidentId, CancellationToken.None).Result;
            Assert.Equal(incident.Scope, stored!.Pointer.Scope);
            Assert.Equal(incident.IsOpen, stored.Closed is null);
        }
    });

    [Fact]
    public void WhatIsRestored_WasAuditedWithWhoApproved() => Holds(run =>
    {
        foreach (var active in run.World.Topic.Log.Where(state => state.Status == KillStatus.Active))
        {
            Assert.Contains(run.World.Audit.Records, record =>
                record is { Step: "CheckSeparationOfDuties", Outcome: "OK" } && record.IncidentId == active.IncidentId
                && record.Detail.Contains(Person.FromId(active.UpdatedBy)!.Name, StringComparison.Ordinal));
        }
    });

    /// <summary>The runs restore trading often enough for these properties to say something.</summary>
    [Fact]
    public void TheRuns_ReachWhatTheyAreAbout()
    {
        var (closed, restoredThenKilled, voided, generations) = (0, 0, 0, 0);
        var random = new Random(20121108);
        for (var i = 0; i < 150; i++)
        {
            var run = Run(RandomBytes(random));
            closed += run.World.Incidents.Closed.Count();
            voided += Incidents(run).Sum(incident => incident.Requests.Count(request => request.Status == RequestStatus.Voided));
            generations += Incidents(run).Count(incident => incident.Generation > 1);
            restoredThenKilled += run.World.Topic.Log.Count(state => state.Status == KillStatus.Active)
                - run.World.Topic.Log.Where(state => state.Status == KillStatus.Active).DistinctBy(state => state.IncidentId).Count();
        }

        Assert.True(
            closed > 20 && voided > 40 && generations > 15 && restoredThenKilled > 0,
            $"closed {closed}, voided {voided}, taken over {generations}, restored more than once {restoredThenKilled}"
        );
    }

    private static void Holds(Action<Interleaving> property) =>
        Check.One(s_config, Prop.ForAll<byte[]>(bytes =>
        {
            var run = Run(bytes);
            try
            {
                property(run);
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException($"{broken.Message}\n\n{run.Story}", broken);
            }
        }));

    private static Interleaving Run(byte[] bytes)
    {
        var run = new Interleaving(bytes);
        try
        {
            // Everything in memory answers at once: nothing here really waits.
            run.RunAsync().GetAwaiter().GetResult();
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"{broken.Message}\n\n{run.Story}", broken);
        }
        return run;
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(200, 600)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static IEnumerable<Incident> Incidents(Interleaving run) =>
        run
            .World.Scopes.All.Where(record => record.Incident is not null)
            .Select(record => record.Incident!)
            .Concat(run.World.Incidents.Closed)
            .DistinctBy(incident => incident.IncidentId);
}
