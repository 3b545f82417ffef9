using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Kafka.Reading;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Tests.Model;

/// <summary>An execution as the model keeps it.</summary>
internal sealed class ModelExecution(string arn)
{
    public string Arn => arn;
    public string Status { get; set; } = "RUNNING";
    public JsonArray Events { get; } = [];
}

/// <summary>Kills and restores scopes by the book: commands, store, states, histories and their audit.</summary>
internal sealed class IncidentModel(SoundRun run)
{
    private readonly Dictionary<Scope, Incident> _open = [];
    private long _version;

    public Dictionary<string, Incident> All { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, HandledCommand> Handled { get; } = new(StringComparer.Ordinal);
    public List<ModelExecution> Executions { get; } = [];

    /// <summary>Noted outside: each command, when it was sent and when it was accepted.</summary>
    public List<(Command Command, TimeSpan Sent, TimeSpan Accepted)> Commanded { get; } = [];

    /// <summary>Noted outside: who approved which incident's request, and when that was accepted.</summary>
    public List<(string IncidentId, string By, TimeSpan At)> Approved { get; } = [];

    public StoreContents Store => new(
        All.Values.GroupBy(i => i.Scope)
            .ToDictionary(g => g.Key, g => new ScopeRecord { Scope = g.Key, Incident = g.FirstOrDefault(i => i.IsOpen) ?? g.Last() }),
        [.. All.Values.Select(i => new IncidentPointer(i.IncidentId, i.Scope, i.OpenedTs))],
        All,
        Handled);

    public void Kill(Scope scope)
    {
        var command = Send(scope, CommandAction.Kill, "detector");
        var cause = new Cause
        {
            Number = 1,
            CmdId = command.CmdId,
            Ts = 1,
            TriggeredBy = "detector",
            Reason = "why",
            CorrId = "c",
        };
        if (_open.TryGetValue(scope, out var incident))
        {
            var number = incident.CauseCount + 1;
            incident = incident with { CauseCount = number, Causes = [.. incident.Causes, cause with { Number = number }] };
            Complete(incident);
            Remember(command, CommandOutcome.CauseAdded, incident.IncidentId);
        }
        else
        {
            var id = IncidentNames.IncidentId(scope, command.CmdId);
            incident = new Incident
            {
                IncidentId = id, Scope = scope, Phase = IncidentPhase.Killed, OpenedTs = 1,
                ExecutionName = IncidentNames.Execution(scope, id, 1), CauseCount = 1, Causes = [cause],
            };
            Remember(command, CommandOutcome.Opened, id);
            var execution = new ModelExecution("arn:aws:states:us-east-1:0:execution:kill-incident:" + incident.ExecutionName);
            Executions.Add(execution);
            Event(execution, "ExecutionStarted");
            Step(incident, "OpenIncident");
        }
        Publish(incident, KillStatus.Killed, "detector", command.CmdId);
        Step(incident, "PublishKilled");
        Wait(incident, "AwaitUnkillRequest");
    }

    public void Restore(Scope scope)
    {
        if (!_open.TryGetValue(scope, out var incident))
            return;
        var command = Send(scope, CommandAction.Unkill, "user:alice");
        Remember(command, CommandOutcome.Requested, incident.IncidentId);
        Complete(incident);
        Wait(incident, "RequestApproval");
        string[] approvers = scope == Scope.Global ? ["bob", "carol"] : ["bob"];
        var request = new UnkillRequest
        {
            Number = 1,
            CmdId = command.CmdId,
            AskedBy = "user:alice",
            Requester = new("alice"),
            Reason = "calm",
            RequestedTs = 1,
            CausesSeen = incident.CauseCount,
            StateVersion = 1,
            Quorum = approvers.Length,
            Status = RequestStatus.Approved,
            ExpiresTs = 2,
            Decisions = [.. approvers.Select(a => new ApprovalDecision(new(a), Verdict.Approve, "looked", 1, a))],
            EndedTs = 3,
            CorrId = "c",
        };
        Audit(new StepAudit
        {
            Ts = 1,
            Step = Audits.ApprovalDecided,
            Outcome = StepAudit.Refused,
            Actor = "user:alice",
            Attempt = 1,
            Detail = "d",
            CorrId = "c",
            Service = Audits.OperatorApi,
            Scope = scope,
            IncidentId = incident.IncidentId,
            CmdId = command.CmdId,
            RefusalCode = nameof(RefusalCode.SelfApproval),
        });
        foreach (var by in approvers)
        {
            Audit(new StepAudit
            {
                Ts = 1,
                Step = Audits.ApprovalDecided,
                Outcome = "APPROVE",
                Actor = "user:" + by,
                Attempt = 1,
                Detail = "d",
                CorrId = "c",
                Service = Audits.OperatorApi,
                Scope = scope,
                IncidentId = incident.IncidentId,
                CmdId = command.CmdId,
            });
            Approved.Add((incident.IncidentId, by, run.Tick()));
        }
        incident = incident with { Requests = [request], RequestCount = 1 };
        Complete(incident);
        var state = Publish(incident, KillStatus.Active, "user:" + approvers[^1], command.CmdId);
        Step(incident, "PublishActive");
        Step(incident, "CloseIncident");
        Event(ExecutionOf(incident), "ExecutionSucceeded");
        ExecutionOf(incident).Status = "SUCCEEDED";
        var restored = new Publication(state, incident.CauseCount, 9);
        All[incident.IncidentId] = incident with { Phase = IncidentPhase.Closed, ClosedTs = 9, Wait = null, Restored = restored };
        _open.Remove(scope);
    }

    /// <summary>Delivers an earlier command once more.</summary>
    public void Repeat() =>
        run.Commands.Add(run.Commands[0] with { Offset = run.Commands.Count(r => r.Partition == run.Commands[0].Partition) });

    public ModelExecution ExecutionOf(Incident incident) =>
        Executions.Single(e => e.Arn.EndsWith(incident.ExecutionName, StringComparison.Ordinal));

    /// <summary>A task that is entered, tried once, and left.</summary>
    public void Step(Incident incident, string state, bool audited = true)
    {
        Begin(incident, state, audited);
        Event(ExecutionOf(incident), "TaskSucceeded");
        Event(ExecutionOf(incident), "TaskStateExited", ("stateExitedEventDetails", new JsonObject { ["name"] = state }));
    }

    public KillState Publish(Incident incident, KillStatus status, string by, string cmdId, long? version = null)
    {
        var state = new KillState
        {
            Scope = incident.Scope,
            Status = status,
            Version = version ?? ++_version,
            IncidentId = incident.IncidentId,
            Causes = [.. incident.Causes.Select(c => c.CmdId)],
            UpdatedTs = 1,
            UpdatedBy = by,
            Reason = "why",
            LastCmdId = cmdId,
            CorrId = "c",
        };
        Publish(state);
        return state;
    }

    public void Publish(KillState state)
    {
        var partition = state.Scope.ToString().Length % SoundRun.Partitions;
        var offset = run.State.Count(r => r.Partition == partition);
        var at = run.Tick();
        run.State.Add(new TopicRecord(partition, offset, (long)at.TotalMilliseconds, Encoding.UTF8.GetBytes(state.Scope.ToString()),
            JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState), []));
        run.Seen.Add((new Place(partition, offset), at));
    }

    public void Audit(StepAudit audit) => run.Steps.Add(new StepFact(new Place(0, run.NextAudit(0)), audit));

    private void Wait(Incident incident, string state)
    {
        Begin(incident, state, audited: true);
        Event(ExecutionOf(incident), "TaskSubmitted");
        var waiting = incident with { Wait = new TaskWait(WaitKind.UnkillRequest, "token", DateTimeOffset.UnixEpoch, 1, null) };
        All[incident.IncidentId] = _open[incident.Scope] = waiting;
    }

    private void Complete(Incident incident)
    {
        var execution = ExecutionOf(incident);
        var entered = execution.Events.Last(e => (string?)e!["type"] == "TaskStateEntered")!;
        var state = entered["stateEnteredEventDetails"]!["name"]!.GetValue<string>();
        Event(execution, "TaskSucceeded");
        Event(execution, "TaskStateExited", ("stateExitedEventDetails", new JsonObject { ["name"] = state }));
    }

    private void Begin(Incident incident, string state, bool audited)
    {
        var execution = ExecutionOf(incident);
        var input = new StepInput
        {
            ExecutionArn = execution.Arn, State = state, Attempt = 1, Entered = DateTimeOffset.UnixEpoch + run.Tick(),
            IncidentId = incident.IncidentId, Scope = incident.Scope, CorrId = "c", TaskToken = "token",
        };
        Event(execution, "TaskStateEntered", ("stateEnteredEventDetails", new JsonObject { ["name"] = state }));
        var parameters = new JsonObject
        {
            ["FunctionName"] = "f",
            ["Payload"] = JsonSerializer.SerializeToNode(input, StepsJson.Default.StepInput),
        };
        Event(execution, "TaskScheduled", ("taskScheduledEventDetails", new JsonObject { ["parameters"] = parameters.ToJsonString() }));
        if (audited)
            Audit(new StepAudit
            {
                Ts = 1,
                Step = state,
                Outcome = StepAudit.Ok,
                Actor = Audits.Workflow,
                Attempt = 1,
                Detail = "d",
                CorrId = "c",
                Service = Audits.Workflow,
                Scope = incident.Scope,
                IncidentId = incident.IncidentId,
                ExecutionArn = execution.Arn,
                InputHash = TaskTries.HashOf(input),
            });
    }

    private static void Event(ModelExecution execution, string type, params (string Name, JsonObject Details)[] details)
    {
        var e = new JsonObject { ["type"] = type, ["id"] = execution.Events.Count + 1, ["previousEventId"] = execution.Events.Count };
        foreach (var (name, content) in details)
            e[name] = content;
        execution.Events.Add(e);
    }

    private Command Send(Scope scope, CommandAction action, string by)
    {
        var partition = scope.ToString().Length % SoundRun.Partitions;
        var command = new Command($"cmd-{run.Commands.Count}", 1, scope, action, "why", by, "c");
        run.Commands.Add(new TopicRecord(
            partition, run.Commands.Count(r => r.Partition == partition), 1, Encoding.UTF8.GetBytes(scope.ToString()),
            JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command), []));
        Commanded.Add((command, run.Now, run.Tick()));
        return command;
    }

    private void Remember(Command command, CommandOutcome outcome, string incidentId) =>
        Handled[command.CmdId] = new HandledCommand
        {
            CmdId = command.CmdId,
            Scope = command.Scope,
            Action = command.Action,
            Reason = command.Reason,
            Outcome = outcome,
            IncidentId = incidentId,
            HandledTs = 1,
        };
}
