using System.Diagnostics;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using KillSwitch.Api.Requests;
using KillSwitch.Aws.Http;

namespace KillSwitch.Functions.Hosting;

/// <summary>A REST API's requests and answers, to and from those of this system.</summary>
internal static class Gateway
{
    /// <param name="request">As the gateway hands it over.</param>
    /// <param name="span">The invocation's, if it is traced.</param>
    /// <param name="context">Names the invocation where nothing is traced.</param>
    public static GatewayRequest Request(APIGatewayProxyRequest request, Activity? span, ILambdaContext context) => new()
    {
        Method = request.HttpMethod ?? "",
        Resource = request.Resource ?? "",
        PathParameters = request.PathParameters,
        Headers = request.MultiValueHeaders,
        Query = request.MultiValueQueryStringParameters,
        Body = request.Body,
        IsBase64Encoded = request.IsBase64Encoded,
        Claims = request.RequestContext?.Authorizer?.Claims?.ToDictionary(),
        TraceId = (span ?? Activity.Current)?.TraceId.ToHexString() ?? context.AwsRequestId,
    };

    public static APIGatewayProxyResponse Response(ApiAnswer answer) =>
        new() { StatusCode = answer.Status, Headers = new Dictionary<string, string>(answer.Headers), Body = answer.Text };
}
