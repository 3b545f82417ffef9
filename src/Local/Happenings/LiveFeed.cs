using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Mail;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Happenings;

/// <summary>
/// What <c>./run local</c> says while it runs: commands, kills and restores in force, mail with its link, decisions, refusals, and the
/// orders that are held back. Nothing is proven from it; the topics and the audit are what counts.
/// </summary>
/// <param name="kafka">The stack's.</param>
/// <param name="time">The clock.</param>
/// <param name="links">Whether links are told, too. Not where what is told is kept: no log holds a link that somebody could follow.</param>
/// <param name="tell">Takes what happened, and when. Called from several threads.</param>
internal sealed class LiveFeed(KafkaSettings kafka, TimeProvider time, bool links, Action<DateTimeOffset, Happening> tell)
{
    /// <summary>Takes every decision of a router.</summary>
    public Action<DecidedOrder>? Decided { get; init; }

    /// <summary>The scopes that are nearest to their limits, where that is known here.</summary>
    public Func<NearLimits?>? Nearest { get; init; }

    /// <summary>How often it is looked who comes near to a limit.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>How often what was counted is told.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>People read slowly: many fetches a second would serve nobody.</summary>
    private static readonly TimeSpan FetchWait = TimeSpan.FromMilliseconds(100);

    /// <summary>More than comes in that time: no fetch ends sooner.</summary>
    private const int LeastBytes = 8_000_000;

    private readonly Lock _lock = new();
    private readonly HeldBack _heldBack = new();

    /// <summary>Tells of what comes from now on, until cancelled.</summary>
    /// <exception cref="KafkaUnreachableException">No broker answered at the start. Later interruptions are waited out.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var counting = Task.WhenAll(CountAsync(ends.Token), LookAsync(ends.Token));
        try
        {
            await FollowAsync(cancellationToken);
        }
        finally
        {
            await ends.CancelAsync();
            await counting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells of a message.</summary>
    public void Tell(MailEntry mail)
    {
        var told = HappeningOf.Mail(mail);
        var where = mail.Link is null || links ? mail.Link : "a link, which is in the mailbox";
        tell(At(mail.Ts), where is null ? told : told with { Detail = $"{told.Detail} → {where}" });
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        string[] topics = [Topics.Commands, Topics.State, Topics.Audit];
        var tail = new TopicTail(kafka with { FetchWait = FetchWait })
        {
            WithHeaders = false,
            LeastBytes = LeastBytes,
            SharesThread = true,
        };
        await foreach (var (topic, record) in tail.FollowAsync(topics, TailStart.End, begun: null, cancellationToken))
        {
            if (Of(topic, record) is { } what)
                tell(At(record.TimestampInMs), what);
        }
    }

    private Happening? Of(string topic, TopicRecord record) => topic switch
    {
        Topics.Commands => record.As(ContractsJson.Default.Command) is { } command ? HappeningOf.Command(command) : null,
        Topics.State => record.As(ContractsJson.Default.KillState) is { } state ? HappeningOf.State(state) : null,
        _ when DecidedOrder.Read(record.Value) is { } decided => Counted(decided, record),
        _ => record.As(ContractsJson.Default.StepAudit) is { } step ? HappeningOf.OutOfRoutine(step) : null,
    };

    private Happening? Counted(DecidedOrder decided, TopicRecord record)
    {
        Decided?.Invoke(decided);
        if (decided.Decision == Decision.Allow || record.As(ContractsJson.Default.DecisionAudit) is not { } decision)
            return null;
        lock (_lock)
            return _heldBack.Take(decision);
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Pause, time, cancellationToken);
            IReadOnlyList<Happening> told;
            lock (_lock)
                told = _heldBack.Told();
            foreach (var what in told)
                tell(time.GetLocalNow(), what);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var steps = new NearSteps();
        while (Nearest is not null)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            foreach (var (near, step) in steps.Reached(Nearest()?.Nearest ?? []))
                tell(time.GetLocalNow(), HappeningOf.Near(near, step));
        }
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToLocalTime();
}
