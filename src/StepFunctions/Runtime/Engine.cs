using System.Collections.Concurrent;
using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.StepFunctions.Resources;
using Microsoft.Extensions.Logging;

namespace KillSwitch.StepFunctions.Runtime;

/// <summary>Everything the endpoint knows: the catalogue and the executions. Rebuilt from the journal at start. Thread-safe.</summary>
internal sealed class Engine : ITaskHost, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly IReadOnlyList<ITaskInvoker> _invokers;
    private readonly IEntropy _entropy = new Entropy();
    private readonly Dictionary<(string Arn, string Revision), Decider> _deciders = [];
    private readonly Lock _lock = new();

    private Engine(Arns arns, TimeProvider clock, IJsonata jsonata, IReadOnlyList<ITaskInvoker> invokers, ILogger logger)
    {
        Arns = arns;
        Clock = clock;
        Jsonata = jsonata;
        Logger = logger;
        _invokers = invokers;
        Catalogue = new Catalogue(records => Journal.AppendAsync(records));
    }

    public Arns Arns { get; }

    public TimeProvider Clock { get; }

    public IJsonata Jsonata { get; }

    public ILogger Logger { get; }

    public JournalWriter Journal { get; private set; } = null!;

    public TokenIndex Tokens { get; } = new();

    public ActivityQueues Activities { get; } = new();

    public CancellationToken Stopping => _stopping.Token;

    public Catalogue Catalogue { get; }

    /// <summary>Stands before every start of an execution; see <see cref="StepFunctionsOptions.BeforeStart"/>.</summary>
    public Action? BeforeStart { get; set; }

    /// <summary>See <see cref="StepFunctionsOptions.KeepsTokensOf"/>.</summary>
    public IReadOnlySet<string> KeepsTokensOf { get; set; } = new HashSet<string>();

    public ConcurrentDictionary<string, Execution> Executions { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the journal and takes up what it says is unfinished.</summary>
    public static Engine Open(
        string journalPath,
        JournalSync sync,
        Arns arns,
        TimeProvider clock,
        IJsonata jsonata,
        IReadOnlyList<ITaskInvoker> invokers,
        ILogger logger,
        Action? beforeJournalSync = null
    )
    {
        var engine = new Engine(arns, clock, jsonata, invokers, logger);
        engine.Journal = JournalWriter.Open(journalPath, sync, engine.Replay, beforeJournalSync, out var torn);
        if (torn.Bytes > 0)
            Logs.TornRecord(logger, journalPath, torn.Bytes, torn.Offset);
        return engine;
    }

    /// <summary>Lets the unfinished executions go on. Apart from opening, so that whoever serves their tasks can be up first.</summary>
    public int Resume()
    {
        var running = Executions.Values.Where(e => e.State.IsRunning || e.State.Execution is null).ToList();
        foreach (var execution in running)
        {
            if (execution.State.Execution is null)
                Begin(execution);
            else
                execution.Resume();
        }
        return running.Count;
    }

    /// <summary>Starts an execution. Any number may be started at the same time; the journal takes them in one write.</summary>
    /// <returns>Null where there is one of that name.</returns>
    /// <exception cref="OperationCanceledException">The engine stops; it is not started.</exception>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public async Task<Execution?> TryStartAsync(Machine machine, string name, string inputText)
    {
        Stopping.ThrowIfCancellationRequested();
        var arn = Arns.Execution(machine.Name, name);
        var execution = Create(
            arn,
            name,
            machine,
            inputText,
            new JournalEntry.ExecutionOpened(arn, name, machine.Arn, machine.RevisionId, inputText)
        );
        if (!Executions.TryAdd(arn, execution))
            return null;
        try
        {
            return await execution.SendAsync(StartCommand(execution), CancellationToken.None).ConfigureAwait(false)
                ? execution
                : throw new OperationCanceledException("The engine is stopping.");
        }
        catch (Exception failure) when (!execution.Started.IsCompleted)
        {
            // What the journal does not have must not pass for started.
            Executions.TryRemove(arn, out _);
            execution.NotStarted(failure);
            throw;
        }
    }

    /// <exception cref="TaskFailureException">The task failed.</exception>
    public Task<JsonElement> InvokeAsync(TaskRequest task, CancellationToken cancellationToken)
    {
        // Never an error that Catch could take for one of the task's own.
        return InvokerOf(task.Resource)?.InvokeAsync(task, cancellationToken)
            ?? throw new TaskFailureException(ErrorNames.Runtime, NotCalled(task.Resource));
    }

    /// <inheritdoc/>
    public string? WhyNot(TaskResource resource) =>
        resource.Kind == TaskKind.Activity || InvokerOf(resource) is not null ? null : NotCalled(resource);

    /// <inheritdoc/>
    public bool HasActivity(string arn) => Catalogue.FindActivity(arn) is not null;

    /// <summary>Lets nothing new begin. Calls that wait are given up; what is in the journal goes on at the next start.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var execution in Executions.Values)
            execution.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await Journal.DisposeAsync().ConfigureAwait(false);
    }

    private ITaskInvoker? InvokerOf(TaskResource resource) => _invokers.FirstOrDefault(i => i.Handles(resource));

    private string NotCalled(TaskResource resource) =>
        $"The resource provided {resource.Text} is not called by this engine. It serves activities, and calls {string.Join(" and ", _invokers.Select(i => i.Calls))}.";

    private void Replay(JournalEntry record)
    {
        switch (record)
        {
            case JournalEntry.ExecutionOpened r:
                Executions[r.Arn] = Create(r.Arn, r.Name, Catalogue.Revision(r.MachineArn, r.RevisionId), r.InputText, opening: null);
                break;
            case JournalEntry.ExecutionWent r:
                var execution = Executions[r.Arn];
                var before = execution.State;
                execution.Replay(r.Events);
                Tokens.Update(execution, before, execution.State);
                break;
            default:
                Catalogue.Apply(record);
                break;
        }
    }

    private Execution Create(string arn, string name, Machine machine, string inputText, JournalEntry? opening) =>
        new(arn, name, machine, inputText, DeciderOf(machine), this, opening);

    private static void Begin(Execution execution) => execution.Post(StartCommand(execution));

    private static ExecutionCommand.Start StartCommand(Execution execution) => new(
        new ExecutionIdentity(execution.Arn, execution.Name, execution.Machine.Arn, execution.Machine.Name, execution.Machine.RoleArn),
        Json.Parse(execution.InputText));

    private Decider DeciderOf(Machine machine)
    {
        lock (_lock)
        {
            if (!_deciders.TryGetValue((machine.Arn, machine.RevisionId), out var decider))
                _deciders[(machine.Arn, machine.RevisionId)] = decider = new Decider(
                    StateMachine.Restore(machine.Definition),
                    this,
                    Jsonata,
                    _entropy
                );
            return decider;
        }
    }
}
