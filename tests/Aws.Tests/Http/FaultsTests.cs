using KillSwitch.Aws.Http;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Aws.Tests.Http;

public sealed class FaultsTests
{
    private static readonly ApiRequest s_request = new("GET", "/state", null, new Dictionary<string, string>(), false, default, null, "trace-1");

    [Fact]
    public async Task AsAnswerAsync_DependencyAway_AsksToRepeat()
    {
        var answer = await AnswerAsync(new StoreUnavailableException("table killswitch-scopes: secret detail"));

        Assert.Equal(503, answer.Status);
        Assert.Contains("Repeat it with the same Idempotency-Key", answer.Body);
        Assert.DoesNotContain("secret detail", answer.Body);
    }

    [Fact]
    public async Task AsAnswerAsync_AnythingElse_NamesTheTraceAndNothingOfTheInside()
    {
        var answer = await AnswerAsync(new InvalidOperationException("secret detail"));

        Assert.Equal(500, answer.Status);
        Assert.Contains("trace-1", answer.Body);
        Assert.DoesNotContain("secret detail", answer.Body);
    }

    private static async Task<ApiAnswer> AnswerAsync(Exception failure)
    {
        Exception? logged = null;
        var answer = await Faults.AsAnswerAsync(s_request, () => Task.FromException<ApiAnswer>(failure), e => logged = e);
        Assert.Same(failure, logged);
        return answer;
    }
}
