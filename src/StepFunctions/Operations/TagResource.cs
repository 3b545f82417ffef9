using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Gives a state machine or an activity tags; those it has by other keys stay.</summary>
internal sealed class TagResource : IOperation
{
    public string Name => nameof(TagResource);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var arn = request.Required("resourceArn");
        var given = TagList.Read(request);
        var found = await engine.Catalogue.ChangeTagsAsync(arn, tags =>
        {
            foreach (var (key, value) in given)
                tags[key] = value;
        }, cancellationToken).ConfigureAwait(false);
        if (!found)
            throw WireException.ResourceNotFound(arn);
    }
}
