using System.Diagnostics;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using KillSwitch.Aws.Http;

namespace KillSwitch.Functions.Hosting;

/// <summary>A REST API's requests and answers, to and from those of this system.</summary>
internal static class Gateway
{
    /// <param name="request">As the gateway hands it over.</param>
    /// <param name="span">The invocation's, if it is traced.</param>
    /// <param name="context">Names the invocation where nothing is traced.</param>
    public static ApiRequest Request(APIGatewayProxyRequest request, Activity? span, ILambdaContext context) => new(
        request.HttpMethod ?? "",
        request.Resource ?? "",
        request.PathParameters is { } path && path.TryGetValue("id", out var id) ? id : null,
        ApiRequest.HeadersOf(request.Headers),
        request.QueryStringParameters is { Count: > 0 },
        request.Body is null ? default : request.IsBase64Encoded ? Convert.FromBase64String(request.Body) : Encoding.UTF8.GetBytes(request.Body),
        request.RequestContext?.Authorizer?.Claims?.ToDictionary(),
        (span ?? Activity.Current)?.TraceId.ToHexString() ?? context.AwsRequestId);

    public static APIGatewayProxyResponse Response(ApiAnswer answer, Dictionary<string, string> headers)
    {
        headers["Content-Type"] = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
            headers[name] = value;
        return new APIGatewayProxyResponse { StatusCode = answer.Status, Headers = headers, Body = answer.Body };
    }
}
