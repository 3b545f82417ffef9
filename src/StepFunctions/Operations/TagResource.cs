using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

internal sealed class TagResource : IOperation
{
    public string Name => nameof(TagResource);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var arn = Tagged(engine, request);
        var tags = new SortedDictionary<string, string>(engine.Tags.GetValueOrDefault(arn)?.ToDictionary() ?? [], StringComparer.Ordinal);
        foreach (var (key, value) in TagList.Read(request))
            tags[key] = value;
        await CreateStateMachine.SaveTagsAsync(engine, arn, tags).ConfigureAwait(false);
    }

    public static string Tagged(Engine engine, Request request)
    {
        var arn = request.Required("resourceArn");
        return engine.Machines.ContainsKey(arn) || engine.ActivityList.ContainsKey(arn)
            ? arn
            : throw new WireException("ResourceNotFound", $"Resource not found: '{arn}'");
    }
}
