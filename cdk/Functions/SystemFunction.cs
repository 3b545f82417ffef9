using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using KillSwitch.Cdk.Shared;
using PermissionsBoundary = Amazon.CDK.AWS.IAM.PermissionsBoundary;

namespace KillSwitch.Cdk.Functions;

/// <summary>One Lambda function of the package, with a role, a log group and an identity of its own.</summary>
internal sealed class SystemFunction : Construct
{
    /// <summary>CDK 2.160.0 knows .NET up to 8.</summary>
    public const string RuntimeName = "dotnet10";

    public SystemFunction(Construct scope, SystemFunctionProps props)
        : base(scope, props.Spec.Class.Replace(".", "", StringComparison.Ordinal))
    {
        Name = props.Deployment.Named(props.Spec.Name);
        var key = props.Network.DataKey;
        Logs = SystemLogs.Create(this, $"/aws/lambda/{Name}", props.Deployment, key);
        Role = new Role(this, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            Description = $"What {Name} may do",
        });
        if (props.WritesState)
            PermissionsBoundary.Of(Role).Apply(props.Network.Boundary.StateWriters);
        if (props.WritesLimits)
            PermissionsBoundary.Of(Role).Apply(props.Network.Boundary.LimitWriters);
        Allow([Statements.Allow(["logs:CreateLogStream", "logs:PutLogEvents"], Logs.LogGroupArn), key.Through("lambda")]);
        if (props.Spec.InNetwork)
            Allow(NetworkInterfaces.Statements(this, Name));
        Allow(props.Permissions);
        Function = new Function(this, "Function", new FunctionProps
        {
            FunctionName = Name,
            Description = $"{props.Spec.Class} (src/Functions)",
            Runtime = new Runtime(RuntimeName, RuntimeFamily.DOTNET_CORE),
            Architecture = Architecture.ARM_64,
            Handler = props.Spec.Handler,
            Code = FunctionPackage.Code,
            Layers = [.. props.Layers],
            Timeout = Duration.Seconds(props.Spec.Timeout.TotalSeconds),
            MemorySize = props.Spec.MemoryMb,
            Role = Role,
            LogGroup = Logs,
            Tracing = Tracing.ACTIVE,
            EnvironmentEncryption = key.Key,
            Environment = FunctionVariables.Of(props.Spec, props.Deployment, props.Variables),
            ReservedConcurrentExecutions = props.ReservedConcurrency,
            Vpc = props.Spec.InNetwork ? props.Network.Vpc : null,
            VpcSubnets = props.Spec.InNetwork ? props.Network.FunctionSubnets : null,
            SecurityGroups = props.Spec.InNetwork ? [props.Network.KafkaClients] : null,
        });
    }

    /// <summary>Its name, with the student's suffix.</summary>
    public string Name { get; }

    public Function Function { get; }

    public Role Role { get; }

    public LogGroup Logs { get; }

    /// <summary>Adds to what it may do.</summary>
    public void Allow(IEnumerable<PolicyStatement> statements)
    {
        foreach (var statement in statements)
            Role.AddToPolicy(statement);
    }

    /// <summary>
    /// Calling the function of this name, suffix included, in the same account and region. Made of the name, so that it ties no
    /// stack to the function's.
    /// </summary>
    public static PolicyStatement Invoke(Construct scope, string functionName) =>
        Statements.Allow(["lambda:InvokeFunction"], ArnOf(scope, functionName));

    /// <summary>The ARN of the function of this name, suffix included.</summary>
    public static string ArnOf(Construct scope, string functionName) => Stack.Of(scope).FormatArn(new ArnComponents
    {
        Service = "lambda",
        Resource = "function",
        ResourceName = functionName,
        ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
    });
}
