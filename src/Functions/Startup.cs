using Amazon.CognitoIdentityProvider;
using Amazon.Lambda;
using Amazon.Lambda.Annotations;
using Amazon.SecretsManager;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;
using AWS.Lambda.Powertools.Logging;
using KillSwitch.Aws.Orders;
using KillSwitch.Aws.Settings;
using KillSwitch.Aws.Topics;
using KillSwitch.DynamoDb;
using KillSwitch.Functions.Commands;
using KillSwitch.Functions.Executions;
using KillSwitch.Functions.Hosting;
using KillSwitch.Functions.Identity;
using KillSwitch.Functions.Limits;
using KillSwitch.Functions.Notifications;
using KillSwitch.Functions.Steps;
using KillSwitch.Functions.Telemetry;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Auditing;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Auditing.Indexing;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Incidents.Recovery;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.LimitChanges.Recovery;
using KillSwitch.Workflows.LimitChanges.Steps;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Functions;

/// <summary>
/// What the functions are made of: the same classes as on one machine. Everything is made when it is first needed, so a function
/// needs only the variables of what it uses, and says at its start which of those are wrong.
/// </summary>
[LambdaStartup]
public sealed class Startup
{
    private static readonly Func<string, string?> s_variable = Environment.GetEnvironmentVariable;

    public void ConfigureServices(IServiceCollection services)
    {
        XRayBridge.Listen();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ILoggerFactory>(_ => LoggerFactory.Create(logging => logging.AddPowertoolsLogger()));
        AddKafka(services);
        AddStores(services);
        AddWorkflow(services);
        AddLimits(services);
        AddShell(services);
    }

    private static void AddKafka(IServiceCollection services)
    {
        services.AddSingleton(_ => KafkaVariables.Read(s_variable, MskTokens.Make));
        services.AddSingleton(p => new BatchRouter(
            p.GetRequiredService<KafkaSettings>(),
            RouterVariables.Read(s_variable),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>()
        ));
        services.AddSingleton(p => new OrderLog(
            p.GetRequiredService<KafkaSettings>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>()
        ));
        services.AddSingleton(p => new TopicAdmin(p.GetRequiredService<KafkaSettings>(), p.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IStatePublisher>(p => new StatePublisher(
            p.GetRequiredService<KafkaSettings>(),
            p.GetRequiredService<ILoggerFactory>()
        ));
        services.AddSingleton<ILimitPublisher>(p => new LimitPublisher(
            p.GetRequiredService<KafkaSettings>(),
            p.GetRequiredService<ILoggerFactory>()
        ));
        services.AddSingleton<IStateReader>(p => new StateTopic(
            p.GetRequiredService<KafkaSettings>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>()
        ));
        services.AddSingleton<IAuditLog>(p => new AuditLog(p.GetRequiredService<KafkaSettings>(), p.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IAuditTopic>(p => new AuditTopic(
            p.GetRequiredService<KafkaSettings>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>()
        ));
        services.AddSingleton<ICommandLog>(p => new CommandLog(
            p.GetRequiredService<KafkaSettings>(),
            p.GetRequiredService<ILoggerFactory>()
        ));
    }

    private static void AddStores(IServiceCollection services)
    {
        services.AddSingleton(_ => WorkflowVariables.Tables(s_variable));
        services.AddSingleton(p => p.GetRequiredService<DynamoDbSettings>().CreateClient());
        services.AddSingleton<IScopeStore, DynamoDbScopeStore>();
        services.AddSingleton<IIncidentStore, DynamoDbIncidentStore>();
        services.AddSingleton<ICommandStore, DynamoDbCommandStore>();
        services.AddSingleton<ILimitStore, DynamoDbLimitStore>();
        services.AddSingleton<IIdempotencyStore, DynamoDbIdempotencyStore>();
        services.AddSingleton<IAuditIndex, DynamoDbAuditIndex>();
    }

    private static void AddWorkflow(IServiceCollection services)
    {
        services.AddSingleton<IAmazonStepFunctions>(_ => new AmazonStepFunctionsClient());
        services.AddSingleton<IExecutions>(p => new StepFunctionsExecutions(
            p.GetRequiredService<IAmazonStepFunctions>(),
            WorkflowVariables.StateMachineArn(s_variable)
        ));
        // Only who makes or reads a link may read the key, and only then is it read.
        services.AddSingleton(p => new ApprovalLinks(() => p.GetRequiredService<SecretKeys>().Load(SettingNames.LinkKey)));
        services.AddSingleton(p => new CommandAttestation(() => p.GetRequiredService<SecretKeys>().Load(SettingNames.AttestationKey)));
        services.AddSingleton(p => new IncidentServices
        {
            Scopes = p.GetRequiredService<IScopeStore>(),
            Incidents = p.GetRequiredService<IIncidentStore>(),
            Executions = p.GetRequiredService<IExecutions>(),
            States = p.GetRequiredService<IStatePublisher>(),
            Audit = p.GetRequiredService<IAuditLog>(),
            Notifier = p.GetRequiredService<INotifier>(),
            Links = p.GetRequiredService<ApprovalLinks>(),
            Settings = WorkflowVariables.Incidents(s_variable),
            Time = p.GetRequiredService<TimeProvider>(),
        });
        services.AddSingleton(p => new IncidentSteps(
            p.GetRequiredService<IncidentServices>(),
            p.GetRequiredService<IApproverDirectory>
        ));
        services.AddSingleton<StepRunner>();
        services.AddSingleton<CommandIntake>();
        services.AddSingleton(p => new KillGuard(
            p.GetRequiredService<IncidentServices>(),
            p.GetRequiredService<IStateReader>(),
            p.GetRequiredService<CommandAttestation>(),
            TakeInCommands.Tell
        )
        {
            FirstLook = TakeInCommands.FirstLook,
        });
        services.AddSingleton<OperatorActions>();
        services.AddSingleton<OperatorAudits>();
        services.AddSingleton(p => new AuditIndexing(
            p.GetRequiredService<IAuditIndex>(),
            p.GetRequiredService<IAuditTopic>(),
            AuditCoverageSetting.Read(s_variable),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<IncidentRecovery>();
    }

    private static void AddLimits(IServiceCollection services)
    {
        services.AddSingleton(p => new LimitServices
        {
            Limits = p.GetRequiredService<ILimitStore>(),
            Executions = new StepFunctionsExecutions(
                p.GetRequiredService<IAmazonStepFunctions>(),
                WorkflowVariables.LimitMachineArn(s_variable)
            ),
            Publisher = p.GetRequiredService<ILimitPublisher>(),
            Audit = p.GetRequiredService<IAuditLog>(),
            Notifier = p.GetRequiredService<INotifier>(),
            Links = p.GetRequiredService<ApprovalLinks>(),
            Settings = WorkflowVariables.Incidents(s_variable),
            Time = p.GetRequiredService<TimeProvider>(),
        });
        services.AddSingleton(p => new LimitSteps(p.GetRequiredService<LimitServices>(), p.GetRequiredService<IApproverDirectory>));
        services.AddSingleton<LimitStepRunner>();
        services.AddSingleton<LimitRecovery>();
        services.AddSingleton(p => new OperatorLimits(
            p.GetRequiredService<LimitServices>(),
            p.GetRequiredService<IIdempotencyStore>(),
            p.GetRequiredService<IApproverDirectory>(),
            WorkflowVariables.Limits(s_variable)
        ));
    }

    private static void AddShell(IServiceCollection services)
    {
        services.AddSingleton<IAmazonSecretsManager>(_ => new AmazonSecretsManagerClient());
        services.AddSingleton<IAmazonLambda>(_ => new AmazonLambdaClient());
        services.AddSingleton<IAmazonSimpleNotificationService>(_ => new AmazonSimpleNotificationServiceClient());
        services.AddSingleton<IAmazonCognitoIdentityProvider>(_ => new AmazonCognitoIdentityProviderClient());
        services.AddSingleton(p => new SecretKeys(p.GetRequiredService<IAmazonSecretsManager>(), s_variable));
        services.AddSingleton<INotifier>(p => new InvokedNotifier(
            p.GetRequiredService<IAmazonLambda>(),
            WorkflowVariables.One(s_variable, SettingNames.NotifierFunction, "the function that tells people")
        ));
        services.AddSingleton<IApproverDirectory>(p => new InvokedDirectory(
            p.GetRequiredService<IAmazonLambda>(),
            WorkflowVariables.One(s_variable, SettingNames.ApproversFunction, "the function that knows the approvers")
        ));
        services.AddSingleton(p => new SnsNotifier(
            p.GetRequiredService<IAmazonSimpleNotificationService>(),
            NotifierSettings.Read(s_variable)
        ));
        services.AddSingleton(p => new CognitoApprovers(
            p.GetRequiredService<IAmazonCognitoIdentityProvider>(),
            WorkflowVariables.One(s_variable, SettingNames.UserPoolId, "the user pool")
        ));
        services.AddSingleton(_ => SignInSettings.Read(s_variable));
        services.AddSingleton<OrderGeneration>();
        services.AddSingleton<TopicResource>();
    }
}
