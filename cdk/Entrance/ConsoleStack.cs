using Amazon.CDK;
using Constructs;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Streaming;
using KillSwitch.Cdk.Workflow;

namespace KillSwitch.Cdk.Entrance;

/// <summary>Where people come in: sign-in, the operators' API, the approval page, and the functions that know their address.</summary>
internal sealed class ConsoleStack : Stack
{
    public ConsoleStack(
        Construct scope,
        Deployment deployment,
        NetworkStack network,
        PagesStack pages,
        StreamingStack streaming,
        WorkflowStack workflow
    )
        : base(scope, "Console", deployment.StackProps("console", "Sign-in, operators API, approval page"))
    {
        // In this order nothing refers to itself: API, its address, who may come back to it, who answers there, its methods.
        Api = pages.Api;
        Pages = pages.Pages;
        People = new UserDirectory(this, deployment);
        Clients = new SignInClients(this, People, Pages.Address);
        Functions = new ConsoleFunctions(
            this,
            new ConsoleFunctionsProps
            {
                Deployment = deployment,
                Network = network,
                Streaming = streaming,
                Workflow = workflow,
                PageAddress = Pages.Address,
                Directory = People,
                Clients = Clients,
            }
        );
        Methods = new ApiMethods(
            this,
            new ApiMethodsProps
            {
                Api = Api,
                UserPoolArn = People.PoolArn,
                Operators = Functions.OperatorApi.Function,
                Page = Functions.ApprovalPage.Function,
            }
        );
        Stage = new ApiStage(
            this,
            new ApiStageProps
            {
                Deployment = deployment,
                Network = network,
                Api = Api,
                Methods = Methods,
                Problems = new GatewayProblems(this, Api),
            }
        );
        Firewall = new Firewall(
            this,
            new FirewallProps
            {
                Deployment = deployment,
                Network = network,
                Api = Api,
                Stage = Stage,
                Proof = Pages.Proof,
            }
        );
        Output("UserPoolId", People.PoolId, "Who people are");
        Output("SignInAddress", People.SignInAddress, "Hosted sign-in");
        Output("PageClientId", Clients.Page.Ref, "For signing in on the approval page");
        Output("TerminalClientId", Clients.Terminal.Ref, "For getting an id token from a terminal");
    }

    public RestApi Api { get; }

    public PageDistribution Pages { get; }

    public UserDirectory People { get; }

    public SignInClients Clients { get; }

    public ConsoleFunctions Functions { get; }

    public ApiMethods Methods { get; }

    public ApiStage Stage { get; }

    public Firewall Firewall { get; }

    private void Output(string name, string value, string description) =>
        _ = new CfnOutput(this, name, new CfnOutputProps { Value = value, Description = description });
}
