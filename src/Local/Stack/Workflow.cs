using KillSwitch.DynamoDb;
using KillSwitch.Kafka.Auditing;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.StepFunctions;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Signing;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Stack;

/// <summary>
/// What steps, intake and operator API work with: the stores, the topics, the executions and the mail of this data directory.
/// </summary>
public sealed class Workflow
{
    /// <summary>AWS's own example number.</summary>
    public const string AccountId = "123456789012";

    public const string StateMachineName = "kill-incident";
    public const string StateMachineArn = $"{Machines}{StateMachineName}";
    public const string LimitMachineName = "limit-change";
    public const string LimitMachineArn = $"{Machines}{LimitMachineName}";

    private const string Machines = $"arn:aws:states:us-east-1:{AccountId}:stateMachine:";

    public required IncidentServices Services { get; init; }
    public required LimitServices Limits { get; init; }
    public required ICommandStore Commands { get; init; }
    public required IIdempotencyStore IdempotencyKeys { get; init; }
    public required ICommandLog CommandLog { get; init; }
    public required IApproverDirectory Approvers { get; init; }
    public required CommandAttestation Attestation { get; init; }
    public required IAuditIndex AuditIndex { get; init; }
    public required IAuditTopic AuditTopic { get; init; }
    public required MailUsers MailUsers { get; init; }
    public required Mailbox Mailbox { get; init; }

    /// <summary>Connects to what this or other processes of the data directory serve.</summary>
    public static async Task<Workflow> ConnectAsync(StackContext context, CancellationToken cancellationToken)
    {
        var data = context.Options.Data;
        var kafka = await context.BrokerAsync(cancellationToken);
        var tables = await TablesAsync(context, cancellationToken);
        var dynamoDb = context.KeepDisposable(tables.CreateClient());
        await new TableAdmin(dynamoDb, tables, context.Time).EnsureAsync(cancellationToken);
        var users = new LocalUsers(data.Path);
        var mailUsers = new MailUsers(users, context.Time, context.Loggers.CreateLogger<MailUsers>());
        mailUsers.Look();
        context.Run(PartNames.Users, mailUsers.RunAsync);
        var mailbox = context.KeepDisposable(Mail(context, mailUsers));
        var states = context.KeepDisposable(new StatePublisher(kafka, context.Loggers));
        var audit = context.KeepDisposable(new AuditLog(kafka, context.Loggers));
        var commands = context.KeepDisposable(new CommandLog(kafka, context.Loggers));
        await Task.WhenAll(states.WarmUpAsync(), audit.WarmUpAsync(), commands.WarmUpAsync());
        var links = new ApprovalLinks(KeyFile.LoadOrCreate(data.Path, "approval-links"));
        var settings = new IncidentSettings
        {
            UnkillReminder = context.Options.UnkillReminder,
            ApprovalLifetime = context.Options.ApprovalLifetime,
        }.Validated();
        return new Workflow
        {
            Services = new IncidentServices
            {
                Scopes = new DynamoDbScopeStore(dynamoDb, tables),
                Incidents = new DynamoDbIncidentStore(dynamoDb, tables, context.Time),
                Executions = Executions(context, StateMachineArn),
                States = states,
                Audit = audit,
                Notifier = mailbox,
                Links = links,
                Settings = settings,
                Time = context.Time,
            },
            Limits = new LimitServices
            {
                Limits = new DynamoDbLimitStore(dynamoDb, tables),
                Executions = Executions(context, LimitMachineArn),
                Publisher = context.KeepDisposable(new LimitPublisher(kafka, context.Loggers)),
                Audit = audit,
                Notifier = mailbox,
                Links = links,
                Settings = settings,
                Time = context.Time,
            },
            Commands = new DynamoDbCommandStore(dynamoDb, tables),
            IdempotencyKeys = new DynamoDbIdempotencyStore(dynamoDb, tables),
            CommandLog = commands,
            Approvers = new LocalApprovers(users),
            Attestation = new CommandAttestation(KeyFile.LoadOrCreate(data.Path, "command-attestation")),
            AuditIndex = new DynamoDbAuditIndex(dynamoDb, tables, context.Time),
            AuditTopic = context.KeepDisposable(new AuditTopic(kafka, context.Time, context.Loggers)),
            MailUsers = mailUsers,
            Mailbox = mailbox,
        };
    }

    /// <summary>The address is looked up at each call, as the engine may start after this process.</summary>
    private static StepFunctionsClient Executions(StackContext context, string stateMachineArn) =>
        context.KeepDisposable(new StepFunctionsClient(ct => StatesAsync(context, ct), stateMachineArn));

    private static async Task<Uri> StatesAsync(StackContext context, CancellationToken cancellationToken) =>
        new(await context.EndpointAsync(Served.States, cancellationToken));

    private static async Task<DynamoDbSettings> TablesAsync(StackContext context, CancellationToken cancellationToken)
    {
        var endpoint = await context.EndpointAsync(Served.DynamoDb, cancellationToken);
        return new DynamoDbSettings
        {
            Endpoint = endpoint,
            CurrentEndpoint = () => new Uri(context.Endpoints.Read().Dynamodb ?? endpoint),
        };
    }

    private static Mailbox Mail(StackContext context, MailUsers users)
    {
        var composer = new MailComposer(users, () =>
            new Uri(context.Endpoints.Read().Api ?? $"http://127.0.0.1:{context.Options.Ports.Api}")
        );
        return new Mailbox(context.Options.Data.Path, composer, context.Time, context.Loggers.CreateLogger<Mailbox>());
    }
}
