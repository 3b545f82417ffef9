using System.Text;
using KillSwitch.Aws.Http;
using KillSwitch.Local.Api;
using KillSwitch.Local.Tests.Api.Support;

namespace KillSwitch.Api.Tests.Contract;

/// <summary>As on AWS: the values of a REST API's event, with the claims that its authorizer has verified.</summary>
internal sealed class GatewayShape(ApiStack stack) : Shape(stack)
{
    // The same table as the other shape's, so that routes of one machine are held to the contract, too.
    private readonly GatewayApi _api = new(LocalRoutes.Table(stack.Parts), signIn: null);

    public override async Task<Seen> SendAsync(Sent sent)
    {
        var headers = sent.Headers.ToList();
        if (sent.Body is not null && sent.ContentType.Length > 0)
            headers.Add(("content-type", sent.ContentType));
        var answer = await _api.AnswerAsync(
            new GatewayRequest
            {
                Method = sent.Method,
                Resource = sent.Pattern,
                PathParameters = sent.Id is null ? null : [KeyValuePair.Create("id", sent.Id)],
                Headers = Grouped(headers),
                Query = Grouped(sent.Query),
                Body = sent.Body is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(sent.Body)),
                IsBase64Encoded = true,
                Claims = Claims(sent.Who),
                TraceId = "trace-1",
            },
            e => throw e,
            CancellationToken.None);
        return Seen.Of(answer.Status, answer.Headers, answer.Text, Place);
    }

    private static Dictionary<string, string>? Claims(string? who) => who is null ? null : new()
    {
        ["token_use"] = "id",
        ["cognito:username"] = who,
        ["cognito:groups"] = who switch { "alice" => "operator", "bob" or "carol" => "approver", "dave" => "observer", _ => "visitors" },
    };

    private static IEnumerable<KeyValuePair<string, IList<string>>> Grouped(IReadOnlyList<(string Name, string Value)> pairs) =>
        pairs.GroupBy(p => p.Name, p => p.Value).Select(p => KeyValuePair.Create<string, IList<string>>(p.Key, [.. p]));
}
