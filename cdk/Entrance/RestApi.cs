using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Constructs;
using Deployment = KillSwitch.Cdk.Settings.Deployment;

namespace KillSwitch.Cdk.Entrance;

/// <summary>
/// The API without its methods. It comes first, as its address is part of the page's, which the functions know, which the methods
/// call: made in this order nothing refers to itself.
/// </summary>
internal sealed class RestApi : Construct
{
    /// <summary>The stage's name, the first segment of its address; the distribution leaves it out.</summary>
    public const string Stage = "v1";

    public RestApi(Construct scope, Deployment deployment)
        : base(scope, "Api")
    {
        Name = deployment.Named("killswitch");
        Resource = new CfnRestApi(this, "RestApi", new CfnRestApiProps
        {
            Name = Name,
            Description = "What operators and approvers do",
            EndpointConfiguration = new CfnRestApi.EndpointConfigurationProperty { Types = ["REGIONAL"] },
        });
        Id = Resource.Ref;
        ValidatorId = new CfnRequestValidator(
            this,
            "Validator",
            new CfnRequestValidatorProps
            {
                RestApiId = Id,
                Name = "body-and-parameters",
                ValidateRequestBody = true,
                ValidateRequestParameters = true,
            }
        ).Ref;
    }

    public CfnRestApi Resource { get; }

    public string Id { get; }

    /// <summary>Refuses a request whose body or parameters are not as its method says.</summary>
    public string ValidatorId { get; }

    /// <summary>As traces and measures call it.</summary>
    public string Name { get; }

    /// <summary>Host name of every stage of the API.</summary>
    public string Host => $"{Id}.execute-api.{Stack.Of(this).Region}.{Stack.Of(this).UrlSuffix}";

    /// <summary>The ARN of the stage, as the firewall is tied to it.</summary>
    public string StageArn => Stack.Of(this).FormatArn(new ArnComponents
    {
        Service = "apigateway",
        Account = "",
        Resource = $"/restapis/{Id}/stages",
        ResourceName = Stage,
    });

    /// <summary>The ARN of one call, as permissions name it: any value for what stands in braces.</summary>
    public string CallArn(ApiRoute route) => Stack.Of(this).FormatArn(new ArnComponents
    {
        Service = "execute-api",
        Resource = Id,
        ResourceName = string.Join('/', [Stage, route.Method, .. route.Segments.Select(s => s.StartsWith('{') ? "*" : s)]),
    });
}
