using Amazon.CDK.AWS.APIGateway;
using Constructs;
using KillSwitch.Api.Requests;
using KillSwitch.Aws.Http;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Cdk.Entrance;

/// <summary>Whoever talks to the API reads one kind of refusal, the gateway's included.</summary>
internal sealed class GatewayProblems : Construct
{
    private const string NotKnown = "Whether it was done is not known: look at the incident before you ask again.";

    public GatewayProblems(Construct scope, RestApi api)
        : base(scope, "Problems") =>
        Responses = [.. All.Select(problem => new CfnGatewayResponse(this, problem.Response, new CfnGatewayResponseProps
        {
            RestApiId = api.Id,
            ResponseType = problem.Response,
            StatusCode = problem.Status,
            ResponseTemplates = new Dictionary<string, string> { ["application/json"] = problem.Body },
            ResponseParameters = new Dictionary<string, string>
            {
                ["gatewayresponse.header.Content-Type"] = "'application/problem+json'",
                ["gatewayresponse.header.Cache-Control"] = "'no-store'",
            },
        }))];

    public static IReadOnlyList<GatewayProblem> All { get; } =
    [
        new("UNAUTHORIZED", GatewayApi.NotAuthenticated),
        new("EXPIRED_TOKEN", RefusalCode.NotAuthenticated, "Your sign-in has run out. Nothing was done; sign in again."),
        new(
            "ACCESS_DENIED",
            RefusalCode.RoleMissing,
            "You are signed in, and may not call this. Nothing was done; ask whoever runs this installation."
        ),
        new(
            "WAF_FILTERED",
            RefusalCode.RequestBlocked,
            "The firewall took this for an attack, or there was too much from your address. Nothing was done; say it in other words, or ask again in a minute."
        ),
        new("BAD_REQUEST_BODY", RefusalCode.BodyNotJson, "The body is not a JSON object whose fields are all text in quotes."),
        new(
            "BAD_REQUEST_PARAMETERS",
            RefusalCode.FieldInvalid,
            "The address lacks something. Take it from the mail, or from an answer of this API, as it stands there."
        ),
        new(
            "REQUEST_TOO_LARGE",
            RefusalCode.BodyTooLarge,
            $"The body is larger than this API takes. A kill has at most {CommandParser.MaxKillBytes} bytes, anything else {FlatBody.MaxBytes}."
        ),
        new("THROTTLED", RefusalCode.TooManyRequests, "Too many requests at once. Nothing was done; ask again in a second."),
        new("MISSING_AUTHENTICATION_TOKEN", RefusalCode.NotFound, "There is nothing here that answers this method."),
        new("RESOURCE_NOT_FOUND", RefusalCode.NotFound, "There is nothing here."),
        // Where there is no such address, the gateway takes whose call it is for AWS's own, and looks for its signature in the token.
        new("INVALID_SIGNATURE", RefusalCode.NotFound, "There is nothing here that answers this method."),
        new("UNSUPPORTED_MEDIA_TYPE", RefusalCode.MediaTypeNotSupported, "The body's Content-Type is not application/json."),
        new("INTEGRATION_TIMEOUT", RefusalCode.DependencyUnavailable, $"It took too long. {NotKnown}"),
        new("INTEGRATION_FAILURE", RefusalCode.DependencyUnavailable, $"It failed on the way. {NotKnown}"),
        new(
            "AUTHORIZER_FAILURE",
            RefusalCode.DependencyUnavailable,
            "Who you are could not be verified just now. Nothing was done; ask again."
        ),
        // All that is not named above, such as an error in how the gateway is set up.
        new(
            "DEFAULT_4XX",
            RefusalCode.RequestMalformed,
            "The gateway could not make anything of this. Nothing was done; look at address, method and headers."
        ),
        new("DEFAULT_5XX", RefusalCode.DependencyUnavailable, $"Something at the gateway failed. {NotKnown}"),
    ];

    public IReadOnlyList<CfnGatewayResponse> Responses { get; }
}
