using System.Collections.Concurrent;
using Amazon;
using KillSwitch.Kafka;

namespace KillSwitch.Functions.Identity;

/// <summary>Tokens that sign the function's own role in to MSK. Signing needs no call, once the role's credentials are there.</summary>
internal static class MskTokens
{
    private static readonly ConcurrentDictionary<string, AWSMSKAuthTokenGenerator> s_generators = new();

    public static KafkaToken Make(string region)
    {
        var issued = TimeProvider.System.GetUtcNow();
        var (token, expiresInMs) = s_generators
            .GetOrAdd(region, _ => new AWSMSKAuthTokenGenerator())
            .GenerateAuthToken(RegionEndpoint.GetBySystemName(region));
        return new KafkaToken(token, DateTimeOffset.FromUnixTimeMilliseconds(expiresInMs), "killswitch", issued);
    }
}
