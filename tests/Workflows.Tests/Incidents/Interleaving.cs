using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Incidents;

/// <summary>
/// Lets anything happen in any order: kills, unkill requests, decisions by anybody, timeouts, steps, steps again, commands
/// delivered again, executions that end early, repairs, and a death or somebody else's act at any effect of these.
/// </summary>
internal sealed class Interleaving
{
    private static readonly Scope[] s_scopes = [Scope.Account("1"), Scope.Account("1"), Scope.Account("1"), Scope.Global];
    private static readonly Actor[] s_people =
    [
        KillWorld.Alice,
        KillWorld.Alice,
        KillWorld.Bob,
        KillWorld.Carol,
        KillWorld.Erin,
        KillWorld.Dave,
    ];
    private static readonly string[] s_verdicts = ["APPROVE", "APPROVE", "APPROVE", "REJECT", "WITHDRAW"];

    private readonly Choices _choices;
    private readonly List<ReceivedCommand> _delivered = [];
    private readonly List<ReceivedCommand> _undelivered = [];
    private readonly List<string> _done = [];

    public Interleaving(byte[] bytes)
    {
        _choices = new Choices(bytes);
        // Publishing is where it matters most what happens meanwhile.
        World.Faults.Plan = effect => _choices.Below(effect == "publish" ? 12 : 60) switch
        {
            1 => Note(Fault.CrashBefore, effect),
            2 => Note(Fault.CrashAfter, effect),
            3 or 4 or 5 => Note(Fault.SomethingElse, effect),
            _ => Fault.None,
        };
        World.Faults.Else = () => ActAsync(People);
    }

    public KillWorld World { get; } = new();

    /// <summary>What happened, for whoever reads a failure.</summary>
    public string Story => string.Join("\n", _done);

    /// <summary>All KILL commands that were taken in or are still to be.</summary>
    public List<(string CmdId, Scope Scope)> Kills { get; } = [];

    public async Task RunAsync()
    {
        while (!_choices.Exhausted)
        {
            await ActAsync(_choices.Below(4) == 0 ? People : Machinery);
            World.Time.Advance(TimeSpan.FromMilliseconds(_choices.Below(3)));
        }
        await CalmDownAsync();
    }

    /// <summary>From here on nothing fails, and everything that was left undone is done.</summary>
    private async Task CalmDownAsync()
    {
        World.Faults.Plan = null;
        _done.Add("all goes well from here");
        foreach (var command in _undelivered)
            await World.Intake.HandleAsync(command, CancellationToken.None);
        for (var round = 0; round < 4; round++)
        {
            await World.FlowAsync();
            await World.Recovery.RunAsync(isStart: true, CancellationToken.None);
            // A token that got its answer in vain is good for nothing: the task it belonged to times out in the end.
            foreach (
                var execution in World
                    .Engine.Executions.Values.Where(execution => execution is { Status: ExecutionLiveness.Running, Token: not null })
                    .ToList()
            )
            {
                if (execution.State == "AwaitUnkillRequest")
                    World.Engine.TimeOut(execution);
            }
            await World.FlowAsync();
        }
    }

    private async Task ActAsync(Func<int, (string Name, Func<Task> Act)> acts)
    {
        var (name, act) = acts(_choices.Below(40));
        _done.Add(name);
        try
        {
            await act();
        }
        catch (CrashException died)
        {
            _done.Add($"  {died.Message}");
        }
    }

    private (string Name, Func<Task> Act) People(int choice)
    {
        var scope = _choices.Of(s_scopes);
        var person = _choices.Of(s_people);
        switch (choice)
        {
            case < 3:
                return ($"kill {scope}", () => DeliverAsync(World.Command(scope, CommandAction.Kill), scope));
            case < 14:
                return ($"{person.Name} asks to restore {scope}", () =>
                    DeliverAsync(World.Command(scope, CommandAction.Unkill, person.Id, attested: choice > 4), null)
                );
            default:
                var links = World
                    .Mail.Sent.Where(mail => mail.Kind == NotificationKind.ApprovalRequested)
                    .Select(mail => mail.LinkId!)
                    .ToList();
                if (links.Count == 0)
                    return ("nobody does anything", () => Task.CompletedTask);
                var link = links[^(1 + Math.Min(_choices.Below(8) / 6, links.Count - 1))];
                var verdict = _choices.Of(s_verdicts);
                return ($"{person.Name} says {verdict}", () =>
                    World.Operators.DecideAsync(person, link, verdict, "because", null, CancellationToken.None)
                );
        }
    }

    private (string Name, Func<Task> Act) Machinery(int choice)
    {
        var executions = World.Engine.Executions.Values.Where(execution => execution.Status == ExecutionLiveness.Running).ToList();
        switch (choice)
        {
            case 0 when _delivered.Count > 0:
                var again = _choices.Of(_delivered);
                return ("a command is delivered again", () => World.Intake.HandleAsync(again, CancellationToken.None));
            case 1 when _undelivered.Count > 0:
                var left = _undelivered[0];
                return ("a command that was being handled is delivered again", () => DeliverAsync(left, null));
            case 2 when executions.Any(execution => execution.Token is not null):
                var waiting = _choices.Of(executions.Where(execution => execution.Token is not null).ToList());
                return ($"{waiting.State} times out", () =>
                {
                    World.Engine.TimeOut(waiting);
                    return Task.CompletedTask;
                });
            case 3 when World.Engine.Called.Count > 0:
                var (function, payload) = World.Engine.Called[^(1 + _choices.Below(Math.Min(8, World.Engine.Called.Count)))];
                return ($"{function} runs again, late", () => World.Engine.Steps.InvokeAsync(function, payload, CancellationToken.None));
            case 4:
                return ("recovery", () => World.Recovery.RunAsync(isStart: true, CancellationToken.None));
            case 5 when executions.Count > 0 && _choices.Below(3) == 0:
                var ending = _choices.Of(executions);
                return ($"{ending.Name} ends early", () =>
                {
                    (ending.Status, ending.Token) = (ExecutionLiveness.Ended, null);
                    return Task.CompletedTask;
                });
            default:
                var ready = executions.Where(World.Engine.CanStep).ToList();
                if (ready.Count == 0)
                    return ("nothing moves", () => Task.CompletedTask);
                var next = _choices.Of(ready);
                return ($"{next.State}", () => World.Engine.StepAsync(next));
        }
    }

    /// <summary>As a topic does it: what was not handled to the end comes again.</summary>
    private async Task DeliverAsync(ReceivedCommand command, Scope? killed)
    {
        if (killed is { } scope)
            Kills.Add((CommandParser.Parse(command.Value).CmdId!, scope));
        if (!_undelivered.Contains(command))
            _undelivered.Add(command);
        await World.Intake.HandleAsync(command, CancellationToken.None);
        _undelivered.Remove(command);
        _delivered.Add(command);
    }

    private Fault Note(Fault fault, string effect)
    {
        _done.Add($"  {fault} at {effect}");
        return fault;
    }
}
