using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Local.Cli;

/// <summary>Where a person acts: asks the API, says what it answered, and waits until what was asked is so.</summary>
/// <param name="client">Who, at which API.</param>
/// <param name="hints">What to type next.</param>
/// <param name="json">Whether a program reads along: then it gets what the API answered, and nothing else.</param>
internal sealed class Desk(OperatorClient client, StackHints hints, bool json)
{
    /// <summary>The API refused, or what was asked is not so yet.</summary>
    public const int ExitNot = 1;

    /// <summary>How long an act waits until what it asked for is so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>What is written as it is, quotes and all: it is read in a terminal.</summary>
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private bool _isAnswered;
    private bool _isMute;

    public string Name => client.Name;

    public StackHints Hints => hints;

    /// <summary>Asks for something to be done, shows the answer, and goes on where it was not refused.</summary>
    /// <param name="ask">The request.</param>
    /// <param name="accepted">What may be so, in a sentence, where Ctrl-C comes after it was accepted.</param>
    /// <param name="then">Waits until it is so; returns the exit code.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ActAsync(
        Func<OperatorClient, Task<OperatorReply>> ask,
        string accepted,
        Func<OperatorReply, Task<int>> then,
        CancellationToken cancellationToken
    )
    {
        var isAnswered = false;
        try
        {
            var reply = await ask(client);
            isAnswered = _isAnswered = true;
            return Show(reply) is var code and not 0 ? code : await then(reply);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            var left = isAnswered ? accepted : "It is not known whether it is done.";
            throw new StoppedException($"stopped. {left} {hints.Run("state")} shows how it stands.", e);
        }
    }

    /// <summary>Says it to people.</summary>
    public void Say(string message)
    {
        if (!json)
            Print(message);
    }

    /// <summary>Shows an answer.</summary>
    /// <returns>The exit code.</returns>
    public int Show(OperatorReply reply)
    {
        if (json && reply.Body is { } body)
            Print(VisibleText.InJson(body.ToJsonString(Indented)));
        else if (reply.Ok)
            Print($"{client.Name}: {VisibleText.Of(reply.Message)}");
        if (reply.Ok)
            return 0;
        ErrorOutput.Write($"{client.Name}: {VisibleText.Of(reply.Message)}{VisibleText.Of(reply.Code)}");
        return ExitNot;
    }

    /// <summary>What a path answers; null where it refuses, which it has said then.</summary>
    public async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await client.GetAsync(path, cancellationToken);
        if (reply.Ok)
            return reply.As(type);
        Show(reply);
        return null;
    }

    /// <summary>Shows what a path answers: to people by <paramref name="show"/>, to a program as it is.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ShowAsync(string path, Action<OperatorReply> show, CancellationToken cancellationToken)
    {
        var reply = await client.GetAsync(path, cancellationToken);
        if (json || !reply.Ok)
            return Show(reply);
        show(reply);
        return 0;
    }

    /// <summary>Looks until it is so. What is not answered meanwhile is asked again: what was asked for is done already.</summary>
    /// <returns>What <paramref name="isSo"/> made of it; null where it was not so in time, or nobody knows.</returns>
    public async Task<TSeen?> UntilAsync<T, TSeen>(
        string path,
        JsonTypeInfo<T> type,
        Func<T, TSeen?> isSo,
        CancellationToken cancellationToken
    )
        where T : class
        where TSeen : class
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                if (await client.GetAsync(path, cancellationToken) is { Ok: true } reply && isSo(reply.As(type)) is { } seen)
                    return seen;
            }
            catch (Exception e) when (RunningStack.IsAway(e))
            {
                // It may come back.
            }
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                return null;
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits until the scope stands so, and says since when; or that it is not known to.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> UntilItStandsAsync(Scope scope, Enforcement enforcement, string notYet, CancellationToken cancellationToken)
    {
        var state = await UntilAsync(
            "/state",
            OperatorsJson.Default.IReadOnlyListScopeStateView,
            states => states.FirstOrDefault(s => s.Scope == scope && s.Enforcement == enforcement),
            cancellationToken
        );
        if (state is null)
        {
            ErrorOutput.Write($"After {Patience.TotalSeconds:0} s {notYet} {hints.Run("state")} shows how it stands.");
            return ExitNot;
        }
        Say(Standing.Sentence(state));
        return 0;
    }

    /// <summary>What was acted on is answered: where nobody can read that, the exit code still has to be that of the act.</summary>
    private void Print(string text)
    {
        try
        {
            Console.WriteLine(text);
        }
        catch (OutputUnwritableException e) when (_isAnswered)
        {
            if (!_isMute)
                ErrorOutput.Write($"{e.Message} The exit code says what became of it.");
            _isMute = true;
        }
    }
}
