using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Jsonata;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>A decision in the making: the state so far, and the events that led there.</summary>
internal sealed class Draft(
    StateMachine machine,
    ITaskHost host,
    ExecutionState state,
    DateTimeOffset now,
    IJsonata jsonata,
    IEntropy entropy,
    CancellationToken cancellationToken
)
{
    private readonly List<ExecutionEvent> _events = [];

    public ExecutionState State { get; private set; } = state;

    public IReadOnlyList<ExecutionEvent> Events => _events;

    public DateTimeOffset Now => now;

    public IEntropy Entropy => entropy;

    public ITaskHost Host => host;

    public CancellationToken Cancellation => cancellationToken;

    public Flow Root => machine.Flow;

    public StateMachine Machine => machine;

    /// <summary>Adds a history event that follows the frame's latest one.</summary>
    public void History(Frame frame, Func<EventHead, ExecutionEvent> happened) => History(frame.Id, frame.Previous, happened);

    public void History(int frame, long previous, Func<EventHead, ExecutionEvent> happened) =>
        Add(happened(new EventHead(now, frame, State.LastEventId + 1, previous)));

    /// <summary>Adds an event that history does not show.</summary>
    public void Note(int frame, Func<EventHead, ExecutionEvent> happened) => Add(happened(new EventHead(now, frame, 0, 0)));

    /// <summary>The state definition that a visit is about.</summary>
    public State Definition(Frame frame, string name) => FlowOf(frame).States[name];

    public Flow FlowOf(Frame frame)
    {
        if (frame.Parent is not { } parent)
            return machine.Flow;
        var owner = State.Frames[parent];
        return Definition(owner, owner.Phase.Visiting!.State) switch
        {
            ParallelState parallel => parallel.Branches[frame.Index],
            MapState map => map.Processor,
            _ => throw new InvalidOperationException("A flow belongs to a Parallel or Map."),
        };
    }

    /// <summary>What the state's templates are evaluated against, before its work.</summary>
    public Evaluation Evaluation(Frame frame, Visit visit, string? token = null, JsonElement? data = null) =>
        new(data ?? visit.Input, ContextObject.Build(State, frame, visit, token), Variables(frame), jsonata, entropy)
        {
            Input = visit.Input,
        };

    private Dictionary<string, JsonElement> Variables(Frame frame)
    {
        var variables = frame.Parent is { } parent
            ? Variables(State.Frames[parent])
            : new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in frame.Variables)
            variables[name] = value;
        return variables;
    }

    private void Add(ExecutionEvent happened)
    {
        State = Evolution.Apply(State, happened);
        _events.Add(happened);
    }
}
