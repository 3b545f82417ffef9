using System.Net;
using KillSwitch.Api.Health;
using KillSwitch.Local.Mail;
using KillSwitch.StepFunctions.LambdaEndpoint;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The workflow's steps behind Lambda's Invoke API, under the names they are deployed under.</summary>
internal sealed class StepsPart : IStackPart
{
    private MailOutbox? _outbox;
    private MailUsers? _users;

    public string Name => PartNames.Steps;

    public IEnumerable<PartHealth> Health =>
        _outbox is { } outbox ? [new(Name, true, Detail), outbox.HealthOf(PartNames.Mail)] : [new PartHealth(Name, true, Detail)];

    /// <summary>That the users file cannot be read is told of apart; whom this process knows is its own.</summary>
    private string Detail => _users?.Known is { Trouble: not null } known ? $"serving; {known.MailGoesTo}" : "serving";

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var workflow = await context.WorkflowAsync(cancellationToken);
        var options = new StepsOptions { Listen = new IPEndPoint(IPAddress.Loopback, context.Options.Ports.Steps) };
        _users = workflow.MailUsers;
        _outbox = Outbox(context, workflow);
        if (_outbox is not null)
            context.Run(PartNames.Mail, _outbox.RunAsync);
        var endpoint = context.Keep(await StepsEndpoint.StartAsync(
            new IncidentSteps(workflow.Services, () => workflow.Approvers).Functions
                .Concat(new LimitSteps(workflow.Limits, () => workflow.Approvers).Functions)
                .ToDictionary(),
            options,
            context.Time,
            context.Loggers,
            cancellationToken));
        await context.Endpoints.UpdateAsync(e => e with { Steps = Endpoints.Base(endpoint.Endpoint) }, cancellationToken);
    }

    /// <summary>Beside the steps, as they are what tells people most; one process of a data directory runs them.</summary>
    private static MailOutbox? Outbox(StackContext context, Workflow workflow)
    {
        if (SmtpEnvironment.Read(Environment.GetEnvironmentVariable) is not { } settings)
            return null;
        var data = context.Options.Data.Path;
        var smtp = new SmtpSender(settings, workflow.MailUsers, context.Time);
        return context.KeepDisposable(
            new MailOutbox(workflow.Mailbox, smtp, data, context.Time, context.Loggers.CreateLogger<MailOutbox>())
        );
    }
}
