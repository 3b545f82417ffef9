using KillSwitch.Hosting;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Local.Happenings;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Scenarios;
using KillSwitch.Verification;
using KillSwitch.Verification.Facts;
using KillSwitch.Verification.Promises;
using KillSwitch.Verification.Reading;
using KillSwitch.Workflows.Contracts;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace KillSwitch.Local.Demo;

/// <summary>Plays one incident from the first order to restored trading, then opens the books.</summary>
internal sealed class DemoRun(DemoOptions options, Screen screen, TimeProvider time, ILoggerFactory loggers)
{
    private static readonly TimeSpan DropWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DecideWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    /// <returns>Whether every promise was held.</returns>
    /// <exception cref="StoryFailedException">It did not go as it should.</exception>
    /// <exception cref="CannotStartException">Something a person has to put right.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await screen.ActAsync("The stack starts", cancellationToken);
        await using var stack = await LocalStack.StartAsync(
            options.Stack,
            time,
            loggers,
            what => screen.Say(Markup.Escape(what)),
            cancellationToken
        );
        var endpoints = stack.Endpoints;
        screen.Say(
            $"Kafka {endpoints.Bootstrap}, Step Functions {endpoints.States}, DynamoDB {endpoints.Dynamodb}, operator API {endpoints.Api}"
        );
        // What lets a browser in is for whoever sits here, and for no log.
        if (screen.Console.Profile.Capabilities.Interactive)
        {
            screen.Say("The console, to look on in a browser:");
            screen.Unbroken(ConsoleSessions.AddressAt(options.Stack.Data.Path, endpoints.Api!).ToString());
        }
        var routers = stack.Routers.Status;
        screen.Say(
            $"{string.Join(", ", routers.Select(r => r.Service))}: {routers[0].Delivery.ToString().ToLowerInvariant()} delivery, as {Markup.Escape(stack.Routers.DeliveryReason)}"
        );

        var kafka = await stack.KafkaAsync(cancellationToken);
        var workflow = await stack.WorkflowAsync(cancellationToken);
        var starts = await TopicsReader.EndsAsync(kafka);
        var player = new OrderPlayer(time);
        var narrator = new Narrator(kafka, screen, time.GetUtcNow().ToUnixTimeMilliseconds(), () => player.Sent);
        using var people = new People(options.Stack.Data, endpoints.Api!, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var orders = new OrderLog(kafka, time, loggers);
        workflow.Mailbox.Received += mail => screen.Say(HappeningOf.Mail(mail));
        var narrating = narrator.RunAsync(stop.Token);

        var judged = new Judged(stack.Detector, narrator, time, options.DetectWithin);
        await judged.ReadyAsync(cancellationToken);
        var handsOn = options.HandsOn ? new HandsOn(people, screen, options.Stack.Data, endpoints.Api!, time) : null;
        var restoration = new Restoration(people, narrator, screen, time, handsOn);
        var story = PlayAsync(player, orders, narrator, restoration, judged, cancellationToken);
        if (await Task.WhenAny(story, stack.Failed, narrating) != story)
        {
            await stop.CancelAsync();
            throw new StoryFailedException(
                stack.Failed.IsCompleted
                    ? (await stack.Failed).Message
                    : $"a topic could not be followed: {narrating.Exception?.InnerException?.Message}"
            );
        }
        await story;
        await stop.CancelAsync();
        await narrating;

        await screen.ActAsync("The books, from the topics, the histories and the store alone", cancellationToken);
        screen.Count("[grey]reading[/]");
        var limits = new LimitsOfRun(options.Stack.Limits, options.Stack.Replays, options.Stack.PassUnpriced);
        var facts = await new Books(kafka, endpoints, starts, limits, time).CollectAsync(cancellationToken);
        var expected = Expected.Of(options.Scenario, options.Stack.Detection, routers[0].Delivery, judged.MeasuredNowhere);
        expected = expected with { Limited = !limits.Limits.IsEmpty };
        // Of orders that are played again it is not the arrival that counts.
        if (expected.Replay is null)
            expected = expected with { CommandWithin = options.CommandWithin };
        return await CloseAsync(facts, expected, cancellationToken);
    }

    private async Task<bool> CloseAsync(RunFacts facts, VerificationOptions expected, CancellationToken cancellationToken)
    {
        var report = Verifier.Verify(facts, expected);
        Report.Show(screen.Console, report);
        if (options.Scenario is KnightScenario && KnightTime.ToKill(facts) is { } timeToKill)
            Report.Show(screen.Console, KnightLosses.After(timeToKill));
        if (options.SummaryFile is { } file)
            await File.WriteAllTextAsync(
                file,
                Summary.Of(options.Scenario.Name, report, facts, Versions.Of(options.Stack)).ToJson(),
                cancellationToken
            );
        return report.AllHeld;
    }

    private async Task PlayAsync(
        OrderPlayer player,
        OrderLog orders,
        Narrator narrator,
        Restoration restoration,
        Judged judged,
        CancellationToken cancellationToken
    )
    {
        await screen.ActAsync("Orders flow", cancellationToken);
        screen.Say(Markup.Escape(options.Scenario.Story));
        var began = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var playing = player.PlayAsync(
            options.Scenario,
            (order, ct) => orders.AppendAsync(order.Key, order.Value, order.TraceParent, order.Replay, ct),
            stop.Token
        );

        if (options.Scenario.Breaches)
            await IncidentAsync(narrator, restoration, began, cancellationToken);
        else
            await Task.WhenAny(playing, Task.Delay(options.PlayFor, time, cancellationToken));

        await stop.CancelAsync();
        await playing;
        await orders.FlushAsync(cancellationToken);
        await UntilDecidedAsync(player, narrator, cancellationToken);
        await judged.UntilAllAsync(player.Sent, cancellationToken);
        if (options.Scenario is NormalScenario && narrator.KilledNow is [var unexpected, ..])
            throw new StoryFailedException($"{unexpected.Scope} was killed on an ordinary day: {unexpected.Reason}");
        foreach (var killed in narrator.KilledNow)
        {
            await screen.ActAsync($"{killed.Scope} was killed: two people restore it", cancellationToken);
            await restoration.RestoreAsync(killed, "the orders have ended", cancellationToken);
        }
    }

    private async Task IncidentAsync(
        Narrator narrator,
        Restoration restoration,
        long began,
        CancellationToken cancellationToken
    )
    {
        var killed = await WithinAsync(narrator.Killed, options.DetectWithin, "a scope is killed", cancellationToken);
        await WithinAsync(narrator.Dropped, DropWithin, $"an order of {killed.Scope} is dropped", cancellationToken);
        var rest = options.TroubleEnds - time.GetElapsedTime(began);
        if (rest > TimeSpan.Zero)
        {
            screen.Say($"[grey]the trouble goes on for {rest.TotalSeconds:0.#} s more; not one order of {killed.Scope} gets through[/]");
            await Task.Delay(rest, time, cancellationToken);
        }
        foreach (var scope in narrator.KilledNow)
        {
            await screen.ActAsync($"Two people restore {scope.Scope}", cancellationToken);
            var flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await restoration.RestoreAsync(scope, "the cause has been found and removed", cancellationToken);
            narrator.OrderAllowed += audit => { if (Belongs(audit, scope)) flows.TrySetResult(); };
            await Task.WhenAny(flows.Task, Task.Delay(TimeSpan.FromSeconds(5), time, cancellationToken));
            screen.Say(
                flows.Task.IsCompleted
                    ? $"[green]flows[/]      orders of {scope.Scope} are allowed again"
                    : $"no order of {scope.Scope} came since"
            );
        }
        await screen.PauseAsync(TimeSpan.FromSeconds(2), cancellationToken);
    }

    /// <summary>
    /// By account where the scope is one; strategies do not stand in the audit, so any allowed order shows that they flow.
    /// </summary>
    private static bool Belongs(DecisionAudit audit, KillState scope) => scope.Scope.Kind switch
    {
        Workflows.Scopes.ScopeKind.Account => audit.AccountId == scope.Scope.Value,
        Workflows.Scopes.ScopeKind.Symbol => audit.Symbol == scope.Scope.Value,
        _ => true,
    };

    private async Task UntilDecidedAsync(OrderPlayer player, Narrator narrator, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (narrator.Decided < player.Sent)
        {
            if (time.GetElapsedTime(began) > DecideWithin)
                throw new StoryFailedException(
                    $"only {narrator.Decided:#,0} of {player.Sent:#,0} orders were decided within {DecideWithin.TotalSeconds:0} s; see what the routers log"
                );
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private async Task<T> WithinAsync<T>(Task<T> what, TimeSpan deadline, string says, CancellationToken cancellationToken)
    {
        try
        {
            return await what.WaitAsync(deadline, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new StoryFailedException($"waited {deadline.TotalSeconds:0} s in vain until {says}");
        }
    }
}
