using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using CfnResource = Amazon.CDK.AWS.APIGateway.CfnResource;
using CfnResourceProps = Amazon.CDK.AWS.APIGateway.CfnResourceProps;

namespace KillSwitch.Cdk.Entrance;

/// <summary>Every route of <see cref="ApiRoute.All"/>, each behind the rule that it has.</summary>
internal sealed class ApiMethods : Construct
{
    /// <summary>An object of texts; what it must hold is said better by the function, with a number.</summary>
    private static readonly object s_bodySchema = new Dictionary<string, object>
    {
        ["$schema"] = "http://json-schema.org/draft-04/schema#",
        ["type"] = "object",
        ["additionalProperties"] = new Dictionary<string, object> { ["type"] = new[] { "string", "null" } },
    };

    /// <summary>Milliseconds: the gateway's longest, and as long as the functions have.</summary>
    private const int Patience = 29_000;

    private readonly Dictionary<string, string> _resources = [];
    private readonly ApiMethodsProps _props;
    private readonly CfnAuthorizer _authorizer;
    private readonly CfnModel _body;

    public ApiMethods(Construct scope, ApiMethodsProps props)
        : base(scope, "Methods")
    {
        _props = props;
        _resources[""] = props.Api.Resource.AttrRootResourceId;
        // Without scopes a method takes id tokens; with any it would take access tokens, which name nobody.
        _authorizer = new CfnAuthorizer(
            this,
            "Authorizer",
            new CfnAuthorizerProps
            {
                RestApiId = props.Api.Id,
                Name = "people",
                Type = "COGNITO_USER_POOLS",
                IdentitySource = "method.request.header.Authorization",
                ProviderArns = [props.UserPoolArn],
            }
        );
        _body = new CfnModel(
            this,
            "Body",
            new CfnModelProps
            {
                RestApiId = props.Api.Id,
                Name = "Texts",
                ContentType = "application/json",
                Schema = s_bodySchema,
            }
        );
        All = [.. ApiRoute.All.Select(Add)];
    }

    public IReadOnlyList<CfnMethod> All { get; }

    /// <summary>Changes whenever anything of the methods does: a deployment is a copy of them and must then be another.</summary>
    public static string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new { Routes = ApiRoute.All, Body = s_bodySchema, Patience, Problems = GatewayProblems.All }))))[..12];

    private CfnMethod Add(ApiRoute route)
    {
        var name = route.Method + string.Concat(route.Segments.Select(s => Words(s)));
        var function = route.Open ? _props.Page : _props.Operators;
        var method = new CfnMethod(this, name, new CfnMethodProps
        {
            RestApiId = _props.Api.Id,
            ResourceId = ResourceOf(route.Segments),
            HttpMethod = route.Method,
            AuthorizationType = route.Open ? "NONE" : "COGNITO_USER_POOLS",
            AuthorizerId = route.Open ? null : _authorizer.Ref,
            RequestValidatorId = _props.Api.ValidatorId,
            RequestModels = route.HasBody ? new Dictionary<string, string> { ["application/json"] = _body.Ref } : null,
            RequestParameters = route.Parameters.ToDictionary(p => $"method.request.path.{p}", object (_) => true),
            Integration = new CfnMethod.IntegrationProperty
            {
                Type = "AWS_PROXY",
                IntegrationHttpMethod = "POST",
                Uri = $"arn:{Stack.Of(this).Partition}:apigateway:{Stack.Of(this).Region}:lambda:path/2015-03-31/functions/{function.FunctionArn}/invocations",
                TimeoutInMillis = Patience,
            },
        });
        _ = new CfnPermission(this, $"{name}Permission", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function.FunctionArn,
            Principal = "apigateway.amazonaws.com",
            SourceArn = _props.Api.CallArn(route),
        });
        return method;
    }

    private string ResourceOf(string[] segments)
    {
        var path = string.Join('/', segments);
        if (_resources.TryGetValue(path, out var known))
            return known;
        var made = new CfnResource(this, $"Path{string.Concat(segments.Select(Words))}", new CfnResourceProps
        {
            RestApiId = _props.Api.Id,
            ParentId = ResourceOf(segments[..^1]),
            PathPart = segments[^1],
        });
        return _resources[path] = made.Ref;
    }

    /// <summary><c>signed-in</c>: SignedIn; <c>openapi.json</c>: OpenapiJson.</summary>
    private static string Words(string segment) =>
        string.Concat(segment.Split('-', '.', '{', '}').Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
}
