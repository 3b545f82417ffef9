using System.Text.Json;
using Amazon.Lambda;
using Amazon.Runtime;
using KillSwitch.Functions.Hosting;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Functions.Identity;

/// <summary>Asks the function <see cref="Approvers"/>, which is outside the network: whoever asks needs no way to the user pool.</summary>
public sealed class InvokedDirectory(IAmazonLambda lambda, string function) : IApproverDirectory
{
    public async Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await Invocation.CallAsync(lambda, function, "{}", cancellationToken);
            return [.. (JsonSerializer.Deserialize(answer, ApproversJson.Default.ListString) ?? []).Select(name => new Person(name))];
        }
        catch (Exception e)
            when (e is AmazonServiceException or AmazonClientException or HttpRequestException or FunctionFailedException or JsonException)
        {
            throw new DirectoryUnavailableException($"Who could approve is not known just now: {e.Message}", e);
        }
    }
}
